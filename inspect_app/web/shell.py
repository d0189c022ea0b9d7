"""What opens the inspector's pages without a network: the service worker, the manifest, the offline page."""

from flask import Blueprint, Response, jsonify, render_template, send_from_directory, url_for
from flask_babel import gettext as _

from inspect_app.policy import Text
from inspect_app.web.access import public
from inspect_app.web.assets import DIST
from inspect_app.web.compression import compress
from inspect_app.web.language import language

blueprint = Blueprint("shell", __name__)

# The colour of the bar at the top of every page.
COLOUR = "#8f1d1d"
# File, width in pixels, purpose.
ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("icon-maskable-512.png", 512, "maskable"),
)

# The offline page is kept once for everybody, so it says all in both languages.
OFFLINE = {
    "title": Text("没有网络，这一页没有存在平板上", "No network, and this page is not kept on the tablet"),
    "what_goes_on": Text(
        "已下载的检查不需要网络，可以照常进行；已记录的内容都保存在平板上。请联网后再打开这一页。",
        "Visits that were downloaded need no network: go on with them as usual. What you recorded is kept on "
        "the tablet. Open this page again once there is a network.",
    ),
    "visits": Text("我的检查", "My inspections"),
    "again": Text("再试一次", "Try again"),
}


@blueprint.get("/sw.js")
@public
@compress.compressed()
def service_worker() -> Response:
    """At the root, since a worker serves the pages below its own address; asked for anew each time."""
    answer = send_from_directory(DIST, "sw.js", mimetype="text/javascript")
    # Weak: compressed or not, it is the same worker.
    answer.set_etag(str(answer.get_etag()[0]), weak=True)
    return answer


@blueprint.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    """How a tablet shows the pages on its Home Screen."""
    response = jsonify(
        id="/inspections",
        name=_("工会服务站现场检查"),
        short_name=_("现场检查"),
        lang="zh-CN" if language() == "zh" else "en",
        start_url=url_for("inspector.today"),
        scope="/",
        display="standalone",
        background_color="#ffffff",
        theme_color=COLOUR,
        icons=[_icon(*each) for each in ICONS],
    )
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/offline")
@public
def offline() -> str:
    """What is shown in place of a page that is not on the tablet."""
    return render_template("offline.html", **OFFLINE)


def _icon(file: str, width: int, purpose: str) -> dict[str, str]:
    return {
        "src": url_for("static", filename=file),
        "sizes": f"{width}x{width}",
        "type": "image/png",
        "purpose": purpose,
    }
