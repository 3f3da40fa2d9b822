"""Every locked package has a licence that may go with AGPL-3.0-or-later; otherwise exit 1."""

import sys
from importlib.metadata import Distribution, distributions

ALLOWED = (
    "MIT",
    "BSD",
    "Apache",
    "ISC",
    "PSF",
    "Python Software Foundation",
    "MPL",
    "Mozilla Public License",
    "LGPL",
    "Lesser General Public License",
    "Unlicense",
    "0BSD",
    "Dual License",
)
OURSELVES = {"pip", "setuptools"}


def main() -> int:
    installed = sorted(distributions(), key=lambda package: package.name.lower())
    unfit = [
        f"{package.name}: {licence(package) or 'none named'}"
        for package in installed
        if package.name not in OURSELVES and not fits(licence(package))
    ]
    print("\n".join(unfit) if unfit else f"licences: {len(installed)} packages, all fit")
    return 1 if unfit else 0


def licence(package: Distribution) -> str:
    """What the package says of itself: an expression, classifiers, or a field in words."""
    about = package.metadata
    named = [about.get("License-Expression") or ""]
    named += [
        kind.removeprefix("License :: ").removeprefix("OSI Approved :: ")
        for kind in about.get_all("Classifier") or []
        if kind.startswith("License ::")
    ]
    named.append((about.get("License") or "").split("\n")[0])
    return "; ".join(name for name in named if name)


def fits(licence: str) -> bool:
    return any(name.lower() in licence.lower() for name in ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
