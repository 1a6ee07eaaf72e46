"""Places in Mandarin requests: a name, what kind of place it is, a number, and where beside it."""

from __future__ import annotations

import re

_N = "[一二三四五六七八九十百零〇两幺0-9]"
# Characters that no name of a place goes across: pronouns, particles, verbs of daily talk.
_STOP = (
    "的了是在到从住我你您他她它们这那就有没不把让跟说看去来走过给被打都又也还想问"
    "个着呢吧啊呀嗯哎噢哦么吗很太真每雨雪叫往离靠找修开倒堵占座片段块户家咱俩"
)
_NAME = rf"(?:(?![{_STOP}])[\u4e00-\u9fffa-z0-9])"

# Kinds of places that are named; some need a name before them, some also say enough alone with a tail.
_NAMED = (
    "小区|家园|花园|公寓|新村|新城|新区|山庄|大厦|苑|胡同|社区|大街|街道|街|大道|路口|路|巷口|巷子|巷|"
    "弄|村委会|村|镇|乡|"
    "广场|公园|体育场|市场|早市|东里|西里|南里|北里|中里|里小区|园区|桥|河|湖|水库|开发区|工业园|县|区|"
    "市|组|城|园|庄|屯|院"
)
_LANDMARKS = (
    "邮局|粮店|粮库|银行|医院|卫生院|卫生站|小学|中学|学校|大学|幼儿园|超市|商场|商店|药店|饭店|饭馆|"
    "菜市场|早市|夜市|市场|集市|"
    "公交站|车站|汽车站|火车站|地铁站|地铁口|加油站|派出所|居委会|活动中心|图书馆|文化馆|体育馆|养老院|"
    "敬老院|公园|广场|桥洞子|桥洞|"
    "天桥|立交桥|地下通道|河边|桥头|路口|十字路口|丁字路口|工地|工厂|化工厂|厂区|垃圾站|停车场|篮球场|"
    "锅炉房|水泵房|变电站|"
    "小卖部|理发店|烧烤店|网吧|教堂|寺庙|祠堂|村口|街口|巷口|胡同口|大门|北门|南门|东门|西门|后门|车库|"
    "车棚|小花园|街心花园"
)
_TAIL = (
    "大门口|门口|门前|外头|外面|外边|里头|里面|里边|前头|前面|前边|后头|后面|后边|后身|旁边|边上|对面|"
    "对过|底下|下面|附近|"
    "拐角|拐弯处|中间|路口|十字路口|东边|西边|南边|北边|东侧|西侧|南侧|北侧|北门|南门|东门|西门|旁|处|"
    "交叉口|交汇处"
)
_BUILDING = (
    rf"(?:{_N}{{1,4}}(?:号楼|号院|栋|幢|座|号(?=[^线钟]|$))(?:{_N}{{1,3}}单元)?(?:{_N}{{3,4}}(?:室|"
    rf"房)?|{_N}{{1,2}}(?:层|楼))?)"
)
_THAT = (
    "(?:那|这)(?:条道|条路|条街|院儿?|截儿?|段路|段|栋楼|座桥|个(?:早市|工地|市场|路口|公园|广场|小学|"
    "厂|院子?|桥|楼))"
)

_NOISE = re.compile(
    r"^(?:刚才|结果|原来|现在|昨天|今天|前天|早上|晚上|傍晚|中午|半夜|反映|投诉|举报|关于|咨询|请问|"
    r"希望|建议|感谢|尊敬|领导|"
    r"你好|您好|位于|居住|业主|附近|可是|但是|因为|所以|同志|城管|上次|老是|经常|天天|一到|最近|自己|"
    r"今年|去年|大家|整个|"
    r"推荐|听说|夏天|冬天|姓[\u4e00-\u9fff]|请|求|老)+"
)
# Words that end like a place and are none.
_NO_PLACE = re.compile(
    r"(?:马路|走路|一路|半路|修路|铺路|道路|铁路|公路|问路|带路|网路|线路|电路|让路|迷路|通路|末路|"
    r"出路|思路|老路|小路|土路|"
    r"大街|上街|满街|逛街|扫街|扫大街|"
    r"进城|全市|本市|城市|超市|门市|小区|社区|地区|山区|郊区|农村|全村|村|乡|镇|区|市|县|小组|组|医院|"
    r"住院|出院|学院|法院|后院|大院|院|"
    r"天桥|过桥|桥|过河|河|公园|花园|幼儿园|菜园|园|大厦|公寓|城|庄|巷|胡同|路口|街道|菜市场|市场|早市|"
    r"广场|路|街)"
)
_NO_PLACE_END = re.compile(
    rf".*(?:出院|下乡|住院|扫大街|逛街|上街|回村|进城|大马路|过马路|两条路|{_N}路)|.?(?:医院|学院|法院|"
    rf"大学|马路|超市|商场)"
)
_FROM_TO = re.compile(rf"(?<=从)({_NAME}{{2,8}}到{_NAME}{{1,8}}(?:那|这)?(?:截|段|一段|条)?(?:儿|路)?)")
_SEGMENT = re.compile(rf"{_NAME}{{1,6}}?(?:{_NAMED})")
_MORE = re.compile(rf"(?:{_NAME}{{0,5}}?(?:{_NAMED})|{_BUILDING})")
_AFTER = re.compile(rf"(?:的)?(?:{_THAT}|(?:{_TAIL})(?:(?:的)?{_THAT})?)")
_ALONE = re.compile(
    rf"(?:{_N}{{1,4}}(?:号楼|号院|栋|幢)(?:{_N}{{1,3}}单元)?(?:{_N}{{3,4}}室?)?|{_N}{{1,4}}号(?=门|那|"
    rf"地下室))(?:{_TAIL})?|(?:{_LANDMARKS})(?:的)?(?:{_TAIL})|"
    rf"对面(?:那|这)?(?:个|家|栋|座)?(?:工地|楼|饭店|饭馆|工厂|学校|超市|小区|酒吧|歌厅)"
)


def find_chinese(said: str) -> str:
    """The place in plain text; the longest of the best sort, empty where there is none."""
    found = _FROM_TO.search(said)
    if found:
        return found[1]
    best, best_score = "", 0.0
    for score, place in (*_named(said), *_alone(said)):
        if score > best_score:
            best, best_score = place, score
    return best


def _named(said: str) -> list[tuple[float, str]]:
    places: list[tuple[float, str]] = []
    at = 0
    while True:
        match = _SEGMENT.search(said, at)
        if not match:
            return places
        start, end = match.span()
        start += len(m[0]) if (m := _NOISE.match(said[start:end])) else 0
        while (more := _MORE.match(said, end)) and more.end() > end:
            end = more.end()
        name = said[start:end]
        tail = _AFTER.match(said, end)
        whole = said[start : tail.end()] if tail else name
        if len(name) >= 2 and not _NO_PLACE.fullmatch(name) and not _NO_PLACE_END.fullmatch(name):
            places.append((3 + 0.1 * min(len(name), 10) + (0.5 if tail else 0) - 0.001 * start, whole))
        at = max(end, match.start() + 1)


def _alone(said: str) -> list[tuple[float, str]]:
    places = []
    for match in _ALONE.finditer(said):
        tail = _AFTER.match(said, match.end())
        whole = said[match.start() : tail.end() if tail else match.end()]
        places.append((2 + 0.1 * min(len(whole), 10) - 0.001 * match.start(), whole))
    return places
