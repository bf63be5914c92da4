"""Everything the chat says, in both languages. Each fits the 2,048 bytes of an answer."""

from __future__ import annotations

from qingtian.language import Text

GREETING = Text(
    "您好，这里收污染举报。直接说：看到、闻到或听到了什么？可以发文字、照片、位置。\n"
    "查办理情况：回“查询”加回执号。Reply “English” for English.",
    "Hello, pollution can be reported here. Just say what you see, smell or hear: words, photos, a location.\n"
    "To follow a report: “query” and the receipt number. 回“中文”换中文。",
)
HELP = Text(
    "直接说问题就开始一份反映。\n回 1 提交，回 0 撤回。\n回“联系 姓名 电话”留下姓名电话，只密封保存。\n"
    "回“查询 回执号”看办到哪里。\n也可以拨 12345。",
    "Just say what is wrong to begin a report.\n1 submits, 0 takes it back.\n“contact NAME PHONE” leaves your name and "
    "number, kept sealed.\n“query RECEIPT” shows where it stands.\nYou can also call 12345.",
)
QUESTIONS = {
    "what": Text("请写一两句：看到、闻到或听到了什么？", "Write a sentence or two: what did you see, smell or hear?"),
    "where": Text(
        "在哪里？点“+”发位置，或写地址。说不清就回“不知道”。",
        "Where is it? Send a location with “+”, or write the place. If you cannot say, reply “skip”.",
    ),
    "when": Text(
        "什么时候？如“现在”“昨晚十点”“这些天常有”。说不准就回“跳过”。",
        "When? Such as “now”, “last night at ten”, “often these days”. If unsure, reply “skip”.",
    ),
    "photo": Text("有照片就发来，没有就回“没有”。", "Send photos if you have any, otherwise reply “no”."),
}
NOTED = {
    "text": Text("记下了。", "Noted."),
    "photo": Text("收到照片 {n} 张。", "Photos received: {n}."),
    "recording": Text(
        "语音或视频收到，密封保存，只有经办人能听看。",
        "The recording is received and sealed; only the officers in charge can open it.",
    ),
    "place": Text("位置记下了。", "The location is noted."),
}
TOO_MANY_PHOTOS = Text("最多 {n} 张照片，这一张没有收。", "At most {n} photos; this one was not taken.")
TOO_LONG = Text("太长了，这一条没有记上，请缩短。", "That is too long and was not noted; please shorten it.")
CONFIRM = Text(
    "请核对：\n{what}\n地点：{where}\n时间：{when}\n照片：{photos} 张{more}\n"
    "回 1 提交，回 0 撤回；还有要说的接着发。要实名，回“联系 姓名 电话”。",
    "Please check:\n{what}\nWhere: {where}\nWhen: {when}\nPhotos: {photos}{more}\n"
    "1 submits, 0 takes it back; or go on writing. To give your name: “contact NAME PHONE”.",
)
ON_THE_MAP = Text("地图上的位置", "the location on the map")
NOT_SAID = Text("没有说", "not said")
RECORDINGS = Text("，语音视频 {n} 段", ", recordings: {n}")
DISCARDED = Text("撤回了，写的都删了。", "Taken back; what you wrote is deleted.")
NOTHING_TO_TAKE_BACK = Text(
    "现在没有写了一半的。已经交的，在私密网址的页面上撤回。",
    "There is no unfinished report. One already submitted is withdrawn on its private page.",
)
NOTHING_TO_SUBMIT = Text("还没有写什么。", "Nothing is written yet.")
WHICH = Text(
    "您 {at} 写的还没有交：{what}\n刚发来的先放着。回 2 接着那份写，回 1 先交那份，回 0 丢掉那份、另写一份。",
    "What you began at {at} was not submitted: {what}\nYour new message is put aside. 2 goes on with that report, "
    "1 submits it first, 0 drops it and begins a new one.",
)
RECEIVED = Text(
    "收到了。回执号 {receipt}\n看办到哪里、评价、撤回，都在这个网址，只有您有，请存好：\n{link}\n"
    "随时回“查询 {receipt}”。办理情况也会发到这里。",
    "Received. Receipt number {receipt}\nFollow, rate or withdraw it at this address; only you have it, keep it:\n"
    "{link}\nReply “query {receipt}” at any time. News will come here too.",
)
RECEIVED_BEFORE = Text("这份已经收到，回执号 {receipt}。", "This report was received; receipt number {receipt}.")
CONTACT_KEPT = Text(
    "姓名电话已密封，交的时候一起存；不会出现在别的地方。",
    "Name and number are sealed and will be kept with your report; they appear nowhere else.",
)
CONTACT_HOW = Text("这样写：联系 姓名 电话", "Write it like: contact NAME PHONE")
LANGUAGE = Text("好，用中文。", "English it is.")
STATUS = Text("回执号 {receipt}：{status}", "Receipt {receipt}: {status}")
UNKNOWN_RECEIPT = Text("查不到这个号码，请对照回执再写一次。", "Nothing is found under this number; please check it.")
NO_REPORTS = Text("请写“查询 回执号”。", "Write “query” and the receipt number.")
TOO_MANY_REPORTS = Text(
    "您今天交了很多件，这份先留着，还没有交。同一件事请在原来的网址上补充；别的事明天回 1 再交，或拨打 12345。",
    "You sent many reports today. This one is kept and not submitted yet. Add to a report on the address you were "
    "given; for other matters reply 1 tomorrow, or call 12345.",
)
TOO_OFTEN = Text("查得太多了，过一会儿再试。", "Too many queries; please try again later.")
FAILED = Text(
    "对不起，刚才这条没有记上，请再发一次；还不行请拨 12345。",
    "Sorry, this was not noted. Please send it again; if that fails, call 12345.",
)
NOT_UNDERSTOOD = Text(
    "这种消息收不了，请发文字、照片或位置。", "This cannot be taken; send words, photos or a location."
)
PHOTO_REFUSED = Text("有一张照片没有收下：{why}", "A photo was not taken: {why}")
PHOTO_LOST = Text(
    "有一张照片没有从微信取到，请再发一次，或用网页补交。", "A photo could not be fetched; please send it again."
)
