"""Invented names of counties and enterprises: made of syllables, none of a real place.

A number is turned into two syllables by its remainders modulo two coprime lengths, so that
different numbers give different names (Chinese remainder theorem).
"""

_FIRST = """
云yun 棠tang 砚yan 霁ji 柘zhe 漪yi 鹿lu 澄cheng 岚lan 雁yan 芦lu 沣feng 樟zhang 瀚han 苍cang
栎li 璟jing 鹤he 梧wu 榆yu 槿jin 蓼liao 荻di 茗ming 蔚wei 藜li 筠jun 篁huang 翠cui 绛jiang
缃xiang 皓hao 曦xi 昀yun 琅lang 珞luo 琦qi 璞pu 珩heng 钧jun 铭ming 绮qi 缦man 韶shao 雍yong
湛zhan 泠ling 泓hong 沅yuan 溱zhen 滢ying 蘅heng 苓ling 芷zhi 荃quan 菖chang 萱xuan 蕙hui
薇wei 樾yue 桐tong
"""
_SECOND = """
渚zhu 溪xi 浔xun 禾he 麓lu 泽ze 原yuan 陵ling 浦pu 汀ting 潭tan 屿yu 坪ping 渡du 塬yuan
津jin 澜lan 洲zhou 湾wan 岭ling 垣yuan 冈gang 堰yan 埠bu 墟xu 畈fan 岑cen 峪yu 沚zhi 汭rui
泮pan 湄mei 涧jian 渊yuan 壑he 峤qiao 岫xiu 屏ping 樾yue 穗sui 荫yin 坞wu 畴chou 陌mo
阡qian 畦qi 圃pu 垄long 槎cha 棹zhao 帆fan 楫ji 篱li
"""
FIRST, SECOND = _FIRST.split(), _SECOND.split()
BRAND_FIRST = "恒瑞卓骏禾嘉盈昶翊晟铄宸澔沐栩璨霖屹瀛臻湜颢翃"
BRAND_SECOND = "岳泰霄煜骁垚琛彧衍翎祎舸旻珏熠祺"
REAL = frozenset({"云冈", "云溪", "沅陵", "翠屏", "芦溪", "苍溪"})
"""Names of real places that the syllables would make; they are left out."""
FICTIONAL = "（虚构）"


def place_names(count: int) -> list[tuple[str, str]]:
    """Return `count` different invented place names: (漪渚, Yizhu), without 县 or 区."""
    names: list[tuple[str, str]] = []
    number = 0
    while len(names) < count:
        first, second = FIRST[number % len(FIRST)], SECOND[number % len(SECOND)]
        number += 1
        zh = first[0] + second[0]
        if zh not in REAL and first[0] != second[0]:
            names.append((zh, (first[1:] + second[1:]).capitalize()))
    return names


def enterprise_name(county: str, number: int, word: str) -> str:
    """Return an enterprise's name, marked as fictional: 云渚区恒岳纺织有限公司（虚构）.

    Different for every number below 368 of one county and industry word.
    """
    brand = BRAND_FIRST[number % len(BRAND_FIRST)] + BRAND_SECOND[number % len(BRAND_SECOND)]
    turn = number // (len(BRAND_FIRST) * len(BRAND_SECOND))
    ordinal = "" if turn == 0 else f"第{turn + 1}"
    return f"{county}{brand}{ordinal}{word}有限公司{FICTIONAL}"


def joined(stem: str, word: str) -> str:
    """Return a word behind a name; what both have there stands once: 恒霄化工 + 化工园区."""
    shared = (n for n in range(len(word), 1, -1) if stem.endswith(word[:n]))
    return stem + word[next(shared, 0) :]
