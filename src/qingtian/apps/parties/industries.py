"""Industries (行业) a party may be of, as checklists and complaints name them; codes are ours, words the field's."""

from __future__ import annotations

from qingtian.language import Text

INDUSTRIES: dict[str, Text] = {
    "construction": Text("建筑业", "construction"),
    "catering": Text("住宿餐饮娱乐业", "lodging, catering and entertainment"),
    "non_metal": Text("非金属矿物制品业", "non-metallic mineral products"),
    "livestock": Text("畜禽养殖业", "livestock farming"),
    "chemicals": Text("化工", "chemicals"),
    "metal_surface": Text("金属表面处理（电镀）", "metal surface treatment (plating)"),
    "metallurgy": Text("冶炼", "smelting"),
    "food": Text("食品加工", "food processing"),
    "paper_printing": Text("造纸和印刷", "paper and printing"),
    "furniture_coating": Text("家具和涂装", "furniture and coating"),
    "vehicle_repair": Text("汽车维修", "vehicle repair"),
    "hazardous_waste": Text("危险废物经营", "hazardous-waste business"),
    "sewage": Text("污水处理", "sewage treatment"),
    "medical": Text("医疗机构", "medical institutions"),
    "mining": Text("采矿采石", "mining and quarrying"),
    "other": Text("其他", "other"),
}
