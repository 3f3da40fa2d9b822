"""Files of a case: taken as they are, under a name that says nothing, and never shown here."""

from aiohttp import web

from bot.console.cases import CASE
from bot.console.parts import CONSOLE, WHO
from bot.console.permissions import May
from bot.console.web import Routes
from bot.services.case_files import NoSuchFile

routes = Routes()


@routes.page(CASE + "/files/{number:[1-9][0-9]{0,3}}", may=May.SEE_CASE)
async def file(request: web.Request) -> web.StreamResponse:
    reference, number = request.match_info["reference"], int(request.match_info["number"])
    try:
        found = await request.app[CONSOLE].files.open(reference, number, request[WHO])
    except NoSuchFile:
        raise web.HTTPNotFound from None
    return web.Response(
        body=found.pieces(),
        headers={
            "Content-Type": "application/octet-stream",
            "Content-Length": str(found.size),
            "Content-Disposition": f'attachment; filename="{reference}-{number}.bin"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
