"""What administrators fill in. The workflow checks what was entered and names the field."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired
from wtforms.widgets import HiddenInput

from inspect_app.records.people import Role


class PersonForm(FlaskForm):
    name = StringField(_l("姓名"), validators=[DataRequired(_l("请填写姓名。"))])
    email = StringField(
        _l("电子邮箱"),
        validators=[DataRequired(_l("请填写电子邮箱。"))],
        description=_l("用于登录和重置密码。"),
    )
    telephone = StringField(_l("电话"))


class NewPersonForm(PersonForm):
    username = StringField(
        _l("用户名"),
        validators=[DataRequired(_l("请填写用户名。"))],
        description=_l("2至64位小写字母、数字和 . _ -，如姓名拼音；以后不能更改。"),
        render_kw={"autocapitalize": "none", "autocomplete": "off"},
    )


class WhyForm(FlaskForm):
    """`why` carries the name the acts give it; `prefix` keeps several of them apart on one page."""

    why = TextAreaField(_l("理由"), validators=[DataRequired(_l("请填写理由。"))], render_kw={"rows": 2})


class AppointmentForm(FlaskForm):
    role = HiddenField(filters=[lambda value: Role(value) if value in set(Role) else None])
    node = IntegerField(widget=HiddenInput())


class NodeForm(FlaskForm):
    """A district, an industry or a street union."""

    name = StringField(_l("名称"), validators=[DataRequired(_l("请填写名称。"))])
    code = StringField(
        _l("编码"),
        validators=[DataRequired(_l("请填写编码。"))],
        description=_l("字母、数字和 . _ -，全市唯一；以后不能更改。"),
    )


class SiteForm(NodeForm):
    address = StringField(_l("地址"))
    telephone = StringField(_l("电话"))


class RenameForm(FlaskForm):
    name = StringField(_l("名称"), validators=[DataRequired(_l("请填写名称。"))])


class ChangeSiteForm(RenameForm):
    address = StringField(_l("地址"))
    telephone = StringField(_l("电话"))
    version = IntegerField(widget=HiddenInput())


class ImportForm(FlaskForm):
    file = FileField(
        _l("表格文件"), validators=[FileRequired(_l("请选择文件。"))], render_kw={"accept": ".csv,.xlsx"}
    )


class ConfirmForm(FlaskForm):
    """Nothing but the token: for buttons that act."""
