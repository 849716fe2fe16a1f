"""How the parts of an official document are numbered: 一、 for chapters, 一是 for points."""

DIGITS = "一二三四五六七八九"


def numeral(number: int) -> str:
    """1 to 99 as documents write them: 一, 十, 十二, 二十, 二十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{DIGITS[tens - 1]}十")
    return head + (DIGITS[ones - 1] if ones else "")
