"""The pages in a real browser: Chromium, which `make browser` installs."""
