"""Places in Mandarin requests: a name, what kind of place it is, a number, and where beside it."""

from __future__ import annotations

import re

from kiosk.languages.base import Span
from kiosk.languages.taken_back import Corrections

_N = "[零〇一二三四五六七八九十百千两幺0-9]"
NUMBER = re.compile(rf"[甲乙丙丁戊负]?{_N}+(?:[ 杠]{_N}+)*(?:[a-z](?![a-z]))?")
"""A whole number as addresses have it: 一千零八十八, 甲11, 3b, 5-2-301 (its dashes are spaces here)."""

# Characters that no name of a place goes across: pronouns, particles, verbs of daily talk.
_STOP = (
    "的了是在到从住我你您他她它们这那就有没不把让跟说看去来走过给被打都又也还想问以于由已并即却因为"
    "个着呢吧啊呀嗯哎噢哦么吗很太真每雨雪叫往离靠找修堵占座片段块户咱俩，约称该某将向对及等能只"
)
_NAME = rf"(?:(?![{_STOP}])[\u4e00-\u9fffa-z])"

# What a name ends in. The first need only a name before them; the second are ends of other words as well, and
# are believed only where a number, a side or the end of the clause comes after them.
_NAMED = (
    "小区|家园|花园|嘉园|公寓|新村|新城|新区|山庄|大厦|豪庭|华庭|华府|名邸|公馆|雅苑|胡同|社区|大街|街道|大道|"
    "路口|巷口|巷子|村委会|广场|公园|体育场|批发市场|菜市场|市场|早市|东里|西里|南里|北里|中里|园区|水库|"
    "开发区|工业园|工业区|家属[院区楼]|职工宿舍|宿舍|步行街|斜街|夜市街|酒吧街|环岛|转盘|立交桥|高架桥|立交|大桥|码头|轻轨站|地铁站|渡口|农场|林场|步道|河|桥|路|街|巷|镇|乡|[一二三四五六]村|村|苑|项目|[东西南北]口站"
)
_LOOSE = "里|府|庭|湾|城|居|轩|阁|郡|坊|园|庄|屯|营|店|站|坝|岭|坡|沟"
_ADMIN = rf"(?:{_NAME}{{2,4}}?[省市])?(?:{_NAME}{{2,4}}?[区县])"
_LANDMARKS = (
    "邮政储蓄|邮局|粮店|粮库|农商银行|农商行|储蓄所|信用社|银行|医院急诊|医院|卫生服务站|卫生服务中心|卫生院|"
    "卫生站|诊所|门诊部|门诊楼|门诊|中医馆|小学|中学|[一二三四五六七八九十]小(?=门|后|前|旁|对|东|西|南|北|墙)|[一二三四五六七八九十]中(?=门|后|"
    "前|旁|对|东|西|南|北|墙)|学校|大学|学院|幼儿园|超市|商场|商店|大药房|药房|药店|饭店|饭馆|餐馆|老年食堂|食堂|"
    "菜站|夜市|集市|公交站|公交总站|客运站|汽车站|火车站|地铁站|地铁口|车站|加油站|派出所|居委会|活动中心|活动室|活动站|"
    "文化站|服务站|服务中心|养老中心|颐养中心|颐养院|政务大厅|办事大厅|服务大厅|窗口|图书馆|文化馆|体育馆|"
    "养老院|敬老院|福利院|桥洞子|桥洞|铁路桥|立交桥|过街天桥|天桥|地下通道|升降台|河边|桥头|十字路口|"
    "丁字路口|路口|工地|化工厂|工厂|厂区|垃圾楼|垃圾站|停车场|篮球场|健身器材|锅炉房|水泵房|变电站|小卖部|理发店|烧烤店|"
    "网吧|消防队|教堂|寺庙|祠堂|村口|街口|胡同口|大门|[东南西北后侧]门|车库|车棚|充电棚|小花园|街心花园|绿化带|空地|平房|"
    "文化宫|护理院|养护院|办事处|百货大楼|支行|供销社|处理站|批发城|批发部|会所|体育中心|艺术中心|会展中心|棚户区|大院|废品站|碑|"
    "收费站|殡仪馆|法院|检察院|少年宫|电影院|老闸口|水闸|大棚|仓库|果园|厂子|锅炉|洗车行|宾馆|酒店|旅馆|茶馆|饺子馆|"
    "面馆|火锅店|酒吧|歌厅|ktv"
)
_WARDS = (
    "住院部|住院楼|门诊楼|门诊|急诊科|急诊室|急诊|病房|病房楼|教学楼|宿舍楼|大厅|候车室|候诊区|操场|食堂|地下车库|"
    "地下停车场|停车场|健身广场"
)
_TAIL = (
    "(?:那|这)?个?(?:十字路口|丁字路口|十字口|交叉路口|交叉口|交口|交汇处|交会处)|把角儿?|拐角|(?:那段)?(?:中间|之间)|"
    "转盘|环岛|辅路|[东西南北中]段|跟前儿?|湖边|高架桥下|桥底下|弄堂口|公共厕所|公厕|"
    "大门口|门口|门前|外头|外面|外边|里头|里面|里边|前头|前面|前边|后头|后面|后边|后身|后墙|旁边|边上|对面|"
    "对过|底下|下面|楼下|附近|楼道|顶层|顶楼|拐角|拐弯处|中间|路口|十字路口|东山墙|西山墙|[东西南北]墙根|"
    "[东西南北](?:边|侧|头|口|门|面|广场)|交叉口|交汇处|后院|院里|院内|院|墙外|墙根|上头|旁|处|桥下|路段|沿线|"
    "窗口|往[东西南北][^，]{0,2}[米里]"
)
_NUMBER = rf"(?:(?<!{_N})[甲乙丙丁戊负]?{_N}+(?:[a-z](?![a-z]))?)"
_DASHED = rf"(?<![{_N[1:-1]} ]){_N}{{1,2}}(?:[ 杠]{_N}{{1,2}})?[ 杠]{_N}{{3,4}}(?![ {_N[1:-1]}])"
_UNIT = (
    rf"(?:{_NUMBER}(?:至{_N}+)?(?:号楼|号院|号门(?![口诊禁前])|号库|号(?![线钟码令])(?:之{_N}{{1,2}}|院|楼)?|栋|幢|座|弄(?!堂)|支弄|排|组|队|社|连|期|区|"
    rf"单元|室|房|门(?![口诊禁])|层|楼(?![道上下主梯])|铺)|[a-z]{_N}?(?:座|栋|区|口|门|单元|馆)|[东西南北中]单元|"
    rf"{_DASHED}(?:号|室)?)"
)
_ROOM = rf"(?<!{_N}){_N}{{3,4}}(?!{_N}|[年路块元人户个天次多里线岁])(?:室|房|号房)?"
_BUILDING = rf"(?:{_UNIT}(?:{_UNIT}|{_ROOM})*)"
_THAT = (
    r"(?:那|这)(?:条道|条路|条街|院墙(?:外头|外面)?|院儿?|截儿?|段路|段水?|栋楼|座桥|排平房|棵[^，的]{1,3}树上|"
    rf"个?(?:{_NAME}{{0,3}}工地|早市|市场|路口|公园|广场|小学|升降台|充电棚|十字路口|十字|厂子|厂|院子?|桥|楼|坡|大坑))"
)

# What stands before a name and does not belong to it.
_NOISE = re.compile(
    r"^(?:刚才|结果|原来|现在|现有|昨天|昨晚|今天|前天|早上|晚上|傍晚|中午|半夜|凌晨|实名|反映|投诉|举报|关于|咨询|请问|针对|特致信|"
    r"希望|建议|感谢|表扬|恳请|尊敬|领导|市长|书记|你好|您好|好|位于|居住|入住|家父|本人系?|系|业主|附近|可是|但是|所以|同志|城管|"
    r"上次|老是|经常|天天|一到|最近|自己|今年|去年|大家|整个|老师|快点|赶紧|得夸|现行|利用|前往|先后|购买|原为|原|"
    r"推荐|听说|夏天|冬天|姓[\u4e00-\u9fff]|请|求|老(?=年|是)|砸门|砰砰|砰|地(?=砸)|动道|人(?=民)?|女士|先生|"
    r"市燃气集团|燃气集团|[一二三四五六七八九十\d]+月[一二三四五六七八九十\d]+日?|上午|下午)+"
)
# Words that end like a place and are none.
_NO_PLACE = re.compile(
    r"(?:[^，]*(?:一下|提醒|处置|处理|申请|通知|进场|拒绝|延伸|中毒|烧得|后天|送|搬至|另一|现已|多少|本|全|各|任何|村民|民政|城乡|收到|"
    r"会不|谁会|会|出生|入职|就职|中断|接入|移交|管道|设备|政府|街道和|协调|公立|组织|草坪|周边|可|首次|谁|"
    r"[两几]个?|[一二三四五六七八九十0-9]个|老旧|商业|附近|我们|一直|回填|今儿|昨儿|规范|上级|月上|年|出口|出站|孙女|儿子|闺女)"
    r"(?:小区|社区|街道|街|路|市|区|村|乡|镇|院|弄|里|城|园|广场|公园|窗口|小学|大学|医院|酒店|服务站|服务中心)|大医院|返乡|[^，]{0,2}社区服务站|.*(?:面做|未做|出站|入村|厂厂子)|楼下ktv|马路|走路|一路|半路|修路|铺路|道路|铁路|公路|问路|带路|"
    r"网路|线路|电路|让路|迷路|通路|末路|出路|思路|老路|小路|土路|沿线路|大街|上街|满街|逛街|扫街|扫大街|进城|全市|"
    r"本市|城市|超市|门市|小区|社区|地区|山区|郊区|农村|全村|村|乡|镇|区|市|县|小组|组|医院|住院|出院|学院|法院|后院|大院|院|"
    r"天桥|过桥|桥|过河|河|公园|花园|幼儿园|菜园|园|大厦|公寓|城|庄|巷|胡同|路口|街道|菜市场|市场|早市|广场|路|街|项目|"
    r"[一二三四五六0-9]期|.?宿舍|工地宿舍|跑去|家里|屋里|夜里|邻居|家庭|法庭|政府|商城|网店|新店|本店|该店|开店|车站|网站|"
    r".?[心手嘴眼夜家屋院城村楼哪这那乡包店房柜抽箱卡子]里)"
)
_NO_PLACE_END = re.compile(
    rf".*(?:出院|下乡|住院|扫大街|逛街|上街|回村|进城|大马路|过马路|两条路|(?!八一|五[一四七]|三八|七一|九一八){_N}+路|铁路|家庭|政府|邻居|法庭|城乡|"
    rf"[手心嘴家屋夜眼哪]里)|.?(?:医院|学院|法院|大学|马路|超市|商场|银行|药店|派出所|居委会|窗口|食堂|学校|工厂|工地|车站|幼儿园|服务站|服务中心)"
)
_FROM_TO = re.compile(
    rf"(?<=从)(?!{_N}+[楼层])({_NAME}{{2,8}}到{_NAME}{{1,8}}(?:那|这)?(?:截|段|一段|条)?(?:儿|路)?)"
)
_NUMBERED = rf"(?={_UNIT}|[东西南北][侧边头口门]|{_TAIL}|，|的(?!家)|$)"
_PART = (
    rf"(?:{_NAME}{{1,7}}?(?:{_NAMED})|{_NAME}{{2,5}}?(?:{_LOOSE}){_NUMBERED}|"
    rf"{_NAME}{{0,8}}?(?:{_LANDMARKS})|开发区|家属[院区楼])"
)
_SEGMENT = re.compile(rf"(?:{_ADMIN}(?={_NAME}{{1,7}}?(?:{_NAMED}|{_LANDMARKS})))?{_PART}")
_MORE = re.compile(
    rf"(?:[与和同跟及到](?={_NAME}{{1,5}}(?:路|街|大道|大街|巷))|至(?={_NAME}))?(?:{_PART}|{_NAMED}|{_LANDMARKS}|{_WARDS}|"
    rf"{_BUILDING})|"
    rf"{_ROOM}"
)
_AFTER = re.compile(
    rf"(?:的)?(?:{_THAT}|(?:{_TAIL})+(?:外头|外面|旁边|门口|闲置空地|空地)?(?:(?:的)?{_THAT})?|{_NAME}{{0,2}}窗口)"
)
_ALONE = re.compile(
    rf"(?:{_NUMBER}(?:号楼|号院|栋|幢|排(?={_N})|弄(?!堂)|杠(?={_N})|单元(?![门考测])|号(?=门|那|地下室|楼|旁)|组(?=的|没|路)|楼(?=[住没电走厕漏停]))|"
    rf"(?<![a-z])[a-z]座|负{_N}层|地下{_N}层|{_DASHED}|"
    rf"[甲乙丙丁戊]{_N}+号|{_N}{{3,4}}室)(?:{_UNIT}|{_ROOM})*(?:{_TAIL})*|"
    rf"对面(?:那|这)?(?:个|家|栋|座)?(?:工地|楼|饭店|饭馆|工厂|学校|超市|小区|酒吧|歌厅)"
)
_ERRAND = re.compile(
    r"(?:去|上|送|拿|开到|送到|抬到|来|跑了?|往|等|从|在|到|叫|去了?|让|给|被|拉到|找|告诉|问|称|请|打|骗|说|和|跟)(?:了|趟|一?趟)?$"
)

_BROUGHT = re.compile(r"(?:开到|送到|抬到|拉到|送|上|找|问|打)$")
_OURS = re.compile(
    rf"(?:我们|咱们?|俺们?|我)(?:家|这个?|们)?(?:小区|院子?(?!长)|村(?!长|民)|楼(?!主)|胡同|单元|门口|家门口)(?:{_TAIL})*"
)
_CUT = re.compile(r"结果|通知称|反映|建议|举报|投诉|砸门|动道|集团")


def find_place(said: str, written: str = "") -> Span | None:
    """The surest place in plain text, "，" between clauses that were typed; None where there is none.

    How it was ``written`` tells nothing more.
    """
    ways = [(2.6, match.span(1)) for match in _FROM_TO.finditer(said)]
    ranked = max((*_named(said), *ways, *_alone(said), *_ours(said)), default=(0.0, (0, 0)))
    return ranked[1] if ranked[0] > 0 else None


def _named(said: str) -> list[tuple[float, Span]]:
    places: list[tuple[float, Span]] = []
    at = 0
    while True:
        match = _SEGMENT.search(said, at)
        if not match:
            return places
        start, end = match.span()
        start += len(m[0]) if (m := _NOISE.match(said[start:end])) else 0
        start = max([start, *(start + c.end() for c in _CUT.finditer(said[start:end]))])
        parts = 1
        while (more := _MORE.match(said, end)) and more.end() > end:
            end, parts = more.end(), parts + 1
        name = said[start:end]
        tail = _AFTER.match(said, end)
        stop = tail.end() if tail else end
        score = _score(said, name, said[start:stop], start, parts)
        if score:
            places.append((score - 0.004 * start, (start, stop)))
        at = max(end, match.start() + 1)


def _score(said: str, name: str, whole: str, start: int, parts: int) -> float:
    """How sure it is that a name is where the matter is; 0 for none."""
    sided = len(whole) > len(name)
    known = sided and re.fullmatch(_LANDMARKS, name)
    if len(name) < 2 or (_NO_PLACE.fullmatch(name) and not known):
        return 0.0
    numbered = bool(re.search(_BUILDING, whole))
    landmark = re.search(rf"(?:{_LANDMARKS})$", name)
    if landmark and parts == 1 and not re.search(rf"(?:{_NAMED})", name[: landmark.start()]):
        bare = len(name) - len(landmark[0]) < 2
        if _ERRAND.search(said[:start]) and not (sided and start == 0):
            if _BROUGHT.search(said[:start]):
                return 0.0
            return (1.9 if sided else 0.0) if bare else 1.6
        if bare and not sided:
            return 1.2 if start == 0 and len(name) > 2 else 0.0
        return 2.2 + 0.05 * len(whole) + 0.3 * sided + 0.5 * (start == 0)
    if _NO_PLACE_END.fullmatch(name):
        return 0.0
    return 3 + 0.08 * min(len(name), 6) + 0.4 * sided + 0.6 * numbered


def _alone(said: str) -> list[tuple[float, Span]]:
    places = []
    for match in _ALONE.finditer(said):
        tail = _AFTER.match(said, match.end())
        start, end = match.start(), tail.end() if tail else match.end()
        places.append((2 + 0.1 * min(end - start, 10) - 0.004 * start, (start, end)))
    return places


def _ours(said: str) -> list[tuple[float, Span]]:
    """Where nothing is named: 我们院, 我家门口."""
    return [(0.5 - 0.001 * match.start(), match.span()) for match in _OURS.finditer(said)]


# -- what was found, whole, and what was taken back -----------------------------------------------------

_LEFT = re.compile(rf"(?:[甲乙丙丁戊]|{_NAME}{{1,7}}?(?:{_NAMED})|{_BUILDING})$")
_RIGHT = re.compile(rf"(?:{_BUILDING}|(?<=[院楼号栋幢座区寓园苑里城庭厦])(?:{_ROOM}))+")
_ADDRESS_ON = re.compile(rf"(?:{_BUILDING}|{_NUMBER}|{_NAMED})")
_IS_ADDRESS = re.compile(
    rf"{_NAME}{{2}}(?:小区|家园|花园|嘉园|公寓|新村|山庄|胡同|大街|大道|街|(?<![线领道公马铁电问带无])路|巷|苑|[东西南北]里|环岛)|"
    rf"{_NAME}{{2}}{_BUILDING}|{_BUILDING}{_UNIT}"
)
_NEVER_A_PLACE = re.compile(r".|.{0,2}[号站厂]|[那这]?[一两几]?个|.*[，].*")
_ADDRESS = re.compile(
    rf"(?:{_NAME}{{1,6}}?(?:{_NAMED})(?:{_BUILDING})?|{_BUILDING}|"
    rf"{_NAME}{{1,4}}(?:里|场|馆|城|庄|楼|苑|阁|府|厦)(?:{_BUILDING})?)"
)
_CORRECTED = re.compile(
    r"(?:，?(?:[啊哦噢哎唉嗨呃嗯呀诶]|，)*(?:不对|说错了|我说错了|讲错了|搞错了|记错了|弄错了|错了|更正一下|纠正一下|"
    r"口误|不不+|不[，啊哦]|(?<=[啊哦噢哎唉嗨呃嗯呀，])不|(?<=[啊哦噢哎唉嗨呃嗯呀])不是|重说|等等|等一下|我是说|我说的是|应该是?|确切地?说是?))+"
    r"(?:[，啊哦噢哎嗯]|应该|我家|那个|就)*是?(?:我家)?，?"
)
_MOVED = re.compile(r"(?:搬家?到?了?，?)?(?:现在|如今|眼下)(?:是|住在?|在|搬到了?)|搬(?:到|去|进)了?")
_DENIED_PLACE = re.compile(
    rf"(?<![啊哦噢哎唉嗨呃嗯呀])(?P<wrong>(?:并|可|又)?(?:不是|不在|没在)(?:我们?家?|在|说|指)?(?:{_ADDRESS.pattern})的?)"
)
_AFTER_DENIAL = re.compile(r"(?:不是|不在)[^，是]{1,8}，?(?:而|应该|我说的)?是")


def _kind(part: str) -> str:
    """What sort of part of an address it is, by its end."""
    for kind, ends in (
        ("street", "路街道巷同"),
        ("estate", "区园苑里寓庄城"),
        ("house", "楼栋幢座院"),
        ("", "号门"),
    ):
        if part[-1] in ends:
            return kind or part[-1]
    return part[-1]


_TAKEN_BACK = Corrections(
    part=_ADDRESS,
    number=NUMBER,
    kind=_kind,
    corrected=re.compile(f"{_CORRECTED.pattern}|{_AFTER_DENIAL.pattern}"),
    moved=_MOVED,
    denied=_DENIED_PLACE,
    near=12,
)


def taken_back(said: str) -> list[Span]:
    """Where places stand that are said to be wrong."""
    return _TAKEN_BACK.in_text(said)


def is_address(place: str) -> bool:
    """Whether a place has the name of a street or an estate, or a number in one."""
    return _IS_ADDRESS.search(place) is not None


def whole_place(said: str, place: Span) -> Span | None:
    """The place with all of a number and of an address that it cuts in two; None for what can be none."""
    start, end = place
    while True:
        before = start, end
        for number in NUMBER.finditer(said, max(0, start - 30), min(len(said), end + 30)):
            if number.start() < start < number.end():
                start = number.start()
            if number.start() < end < number.end():
                end = number.end()
        if more := _RIGHT.match(said, end):
            end = more.end()
        if _ADDRESS_ON.match(said, start) and (more := _LEFT.search(said, max(0, start - 12), start)):
            start = more.start() + (len(m[0]) if (m := _NOISE.match(more[0])) else 0)
        if (start, end) == before:
            break
    return None if _NEVER_A_PLACE.fullmatch(said[start:end]) else (start, end)
