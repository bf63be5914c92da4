from django.apps import AppConfig


class WechatConfig(AppConfig):
    """WeChat official account (微信公众号)."""

    name = "qingtian.gateways.wechat"
    label = "wechat"
    verbose_name = "微信公众号"

    def ready(self) -> None:
        from qingtian.apps.installation.checklist import register_check
        from qingtian.apps.proceedings.chapters import erased_by
        from qingtian.gateways.wechat.checks import CHECK
        from qingtian.gateways.wechat.erasing import forget_petition

        register_check(CHECK)
        erased_by(forget_petition)
