"""Serving the stylesheet, the script and the icon."""

from aiohttp import web

from bot.console.files import FILES, FOR_A_YEAR
from bot.console.permissions import May
from bot.console.web import Routes

routes = Routes()


@routes.page("/static/{name}", may=May.ANYBODY)
async def static(request: web.Request) -> web.StreamResponse:
    file = request.app[FILES].get(request.match_info["name"])
    if file is None:
        raise web.HTTPNotFound
    response = web.Response(body=file.content, content_type=file.kind, charset="utf-8")
    if request.query.get("v") == file.version:
        response.headers["Cache-Control"] = FOR_A_YEAR
    return response
