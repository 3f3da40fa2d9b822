"""What languages are called by those who speak them."""

OWN_NAMES = {
    "am": "አማርኛ",
    "ar": "العربية",
    "bn": "বাংলা",
    "en": "English",
    "es": "español",
    "fil": "Filipino",
    "fr": "français",
    "hi": "हिन्दी",
    "id": "Bahasa Indonesia",
    "it": "italiano",
    "km": "ខ្មែរ",
    "lo": "ລາວ",
    "ml": "മലയാളം",
    "ms": "Bahasa Melayu",
    "my": "မြန်မာ",
    "ne": "नेपाली",
    "pa": "ਪੰਜਾਬੀ",
    "pt": "português",
    "si": "සිංහල",
    "sw": "Kiswahili",
    "ta": "தமிழ்",
    "te": "తెలుగు",
    "th": "ไทย",
    "ti": "ትግርኛ",
    "tl": "Tagalog",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "yue": "粵語",
    "zh": "中文",
}


def own_name(code: str) -> str:
    """The code itself where we do not know what they call it."""
    return OWN_NAMES.get(code, code)
