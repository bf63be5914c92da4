"""Invented people and the sentences they stand in: what is planted must not survive being covered."""

from __future__ import annotations

import random

from qingtian.insight.reading.personal.numbers import check_digit

SURNAMES = "赵钱孙李周吴郑王冯陈褚蒋沈韩杨朱秦许何吕张孔曹魏姜谢邹苏潘葛范彭鲁韦马苗方俞任袁柳唐薛雷贺汤罗郝毕傅卞康余"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞刚玉兰英桂凤翠秀珍梅琴云莲淑慧晶鑫欣怡雨轩浩宇梓涵子墨博文思琪嘉诚俊"
OPENID = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


class Chance(random.Random):
    """Everything a person can give away, at random."""

    def digits(self, count: int) -> str:
        return "".join(self.choice("0123456789") for _ in range(count))

    def name(self) -> str:
        return self.choice(SURNAMES) + "".join(self.choice(GIVEN) for _ in range(self.randint(1, 2)))

    def mobile(self) -> str:
        number = "1" + self.choice("3456789") + self.digits(9)
        a, b, c = number[:3], number[3:7], number[7:]
        wide = number.translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)})
        spoken = number.translate(str.maketrans("0123456789", "零一二三四五六七八九"))
        return self.choice([number, f"{a}-{b}-{c}", f"{a} {b} {c}", f"+86 {number}", f"86-{number}", wide, spoken])

    def land(self) -> str:
        return (
            self.choice(["010", "021", "0731", "0898"])
            + self.choice(["-", "", " "])
            + self.choice("2345678")
            + self.digits(7)
        )

    def identity(self) -> str:
        born = f"{self.randint(1930, 2015)}{self.randint(1, 12):02d}{self.randint(1, 28):02d}"
        seventeen = self.choice(["110101", "430102", "510623", "65402"[:5] + "1"]) + born + self.digits(3)
        return seventeen + check_digit(seventeen)

    def plate(self) -> str:
        head = self.choice("京津沪渝湘粤川苏浙赣") + self.choice(LETTERS)
        tail = self.choice(
            [
                self.digits(5),
                self.choice("DF") + self.digits(5),
                self.choice(LETTERS) + self.digits(4),
                self.digits(5) + "D",
            ]
        )
        return head + self.choice(["", "·", " "]) + tail

    def passport(self) -> str:
        return self.choice(["E", "G", "EA", "EK"])[:2] + self.digits(8)[:8]

    def card(self) -> str:
        body = "62" + self.digits(14 + self.choice([0, 2]))
        doubled = [int(d) if n % 2 else sum(divmod(int(d) * 2, 10)) for n, d in enumerate(reversed(body))]
        return body + str(-sum(doubled) % 10)

    def email(self) -> str:
        host = self.choice(["qq.com", "163.com", "mail.edu.cn"])
        return f"{self.choice(['zhang', 'li.wei', 'a_b', 'x'])}{self.digits(4)}@{host}"

    def openid(self) -> str:
        return "o" + "".join(self.choice(OPENID) for _ in range(27))

    def wechat(self) -> str:
        return self.choice("abcxyz") + "".join(self.choice(OPENID[:26]) for _ in range(5)) + self.digits(3)

    def flat(self) -> str:
        a, b, c = self.randint(1, 40), self.randint(1, 4), self.randint(1, 30) * 100 + self.randint(1, 9)
        forms = [
            f"{a}栋{b}单元{c}室",
            f"{a}栋{c}",
            f"{a}号楼{b}单元{c}",
            f"{a}幢{c}室",
            f"{a}栋{b}单元{c}号",
            f"{a}-{b}-{c}",
            f"{b}单元{c}",
            f"{c}室",
        ]
        return self.choice(forms)


#: kind of secret: sentences it is said in
SENTENCES: dict[str, tuple[str, ...]] = {
    "name": (
        "我叫{}，",
        "本人{}，系附近居民。",
        "我的名字叫{}。",
        "姓名：{}\n",
        "反映人：{} ",
        "{}先生来电，",
        "请联系{}女士。",
        "联系人:{}，",
        "邻居{}经常烧垃圾。",
        "厂长{}拒不整改。",
        "此致敬礼\n{}\n",
        "举报人是{}。",
        "{}，男，42岁。",
        "我是{}，",
    ),
    "mobile": ("电话{}。", "请打{}联系我。", "{}", "手机：{}，", "13栋{}号主"),
    "land": ("座机{}。", "请拨打{}。", "联系电话：{}转"),
    "identity": ("身份证{}。", "身份证号码：{}，", "我的证件是{} "),
    "plate": ("一辆{}的货车，", "车牌号：{}。", "我的车{}停在"),
    "passport": ("护照{}。", "护照号：{}，"),
    "card": ("卡号{}。", "奖金请打到{}，"),
    "email": ("邮箱{}。", "回复至{}，谢谢"),
    "openid": ("用户{} ", "openid={}\n", "{}"),
    "wechat": ("微信{}。", "微信号：{}，", "加我vx {} "),
    "flat": (
        "我住阳光花园{}，",
        "家住翠湖苑{}。",
        "本人是金色家园{}的业主，",
        "锦绣小区{}居民反映，",
        "地址：滨江小区{}\n",
    ),
}
AROUND = (
    "河西路18号云平化工有限公司夜里排放刺鼻气体。",
    "幸福小区楼下烧烤店油烟扰民。",
    "渣土车凌晨还在施工，噪声超过70分贝。",
    "多次向12345反映没有结果。",
    "水塘里死鱼很多，",
    "时间是2026年11月3日晚上10点。",
)
