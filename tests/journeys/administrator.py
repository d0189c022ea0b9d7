"""What the administrator does on the way, and the newcomer with the link he is given."""

from urllib.parse import urlsplit

from tests.journeys.someone import Someone


def enter(administrator: Someone, username: str, name: str) -> None:
    """Enter a person; the administrator then stands on the page of that person."""
    administrator.go_to("人员与岗位")
    administrator.follow("新增人员")
    for label, text in (("姓名", name), ("用户名", username), ("电子邮箱", f"{username}@example.cn")):
        administrator.fill(label, text)
    administrator.press("新增")
    administrator.is_told(f"已新增{name}。")


def find(administrator: Someone, name: str) -> None:
    administrator.go_to("人员与岗位")
    administrator.follow(name)


def appoint(administrator: Someone, role: str, place: str) -> None:
    """Appoint the person on whose page the administrator stands."""
    administrator.follow("任命岗位")
    administrator.follow(role)
    administrator.press(f"任命 {role} {place}")
    administrator.is_told("已任命")


def hand_over_link(administrator: Someone) -> str:
    """The path of the link by which that person sets a password."""
    administrator.press("生成设置密码的链接")
    link = administrator.main.get_by_label("链接", exact=True).input_value()
    return link.removeprefix("{0.scheme}://{0.netloc}".format(urlsplit(link)))


def set_password(newcomer: Someone, link: str, password: str) -> None:
    newcomer.open(link)
    newcomer.fill("密码", password)
    newcomer.fill("再输入一遍", password)
    newcomer.press("保存新密码")
