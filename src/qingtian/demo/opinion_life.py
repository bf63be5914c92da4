"""What was said on the web about the invented city: a few items, as a monitoring service would push them."""

from __future__ import annotations

from datetime import timedelta

from qingtian.apps.opinion.actions.take import city_names, take
from qingtian.apps.opinion.door import admitted
from qingtian.demo.stage import Life, Stage, moment

#: days before the day of loading, hour said, source, words, place
SAID = (
    (12, 21, "云屏论坛", "望溪这边晚上又闻到焦糊味，窗都不敢开，像是老砖窑那边飘来的", "望溪区"),
    (9, 7, "本地短视频", "早上跑步路过小河，水是黑的，岸边还有泡沫，味道很臭", "溪口街道"),
    (6, 23, "云屏论坛", "楼下烧烤摊油烟直接往楼上排，孩子咳嗽好几天了", "望溪区"),
    (4, 1, "城市留言板", "工地半夜还在打桩，机器轰鸣到一点多，第二天还要上班", "石湾县"),
    (3, 18, "云屏论坛", "菜市场门口停车太乱了，希望画几个车位", "望溪区"),
    (2, 20, "本地短视频", "运渣土的车不盖篷布，一路扬尘，后面的车都看不清", "石湾县"),
    (1, 22, "云屏论坛", "好多邻居都闻到刺鼻的气味，有人说头晕，准备明天一起去问", "望溪区"),
)


def opinion(stage: Stage) -> Life:
    """Each comes in the morning after it was said."""
    for number, (days, hour, source, words, place) in enumerate(SAID, 1):
        said = moment(stage.day(days), hour)
        came = moment(stage.day(days) + timedelta(days=1), 8)
        yield came
        given = {"source": source, "number": f"demo-{number}", "text": words, "place": place, "time": said}
        take(admitted(given), now=came, names=city_names())
