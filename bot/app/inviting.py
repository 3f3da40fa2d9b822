"""`haki people invite`: an organisation's first member, by a code that is shown once."""

from collections.abc import Callable
from dataclasses import replace

from bot.app.chance import SystemChance, now
from bot.app.databases import opened
from bot.services.organisations import NewOrganisation, Organisations
from bot.settings import Settings


async def invite(settings: Settings, new: NewOrganisation, say: Callable[[str], None]) -> None:
    """Set up an organisation and print the invitation of its first member.

    Raises OrganisationExists, also where nobody has used the invitation: it is not made twice.
    """
    chance = SystemChance()
    async with opened(settings, say) as databases:
        organisations = Organisations(
            databases.worker, now, chance, settings.retention.invitations
        )
        given = replace(new, partner=replace(new.partner, id=chance.id()))
        invitation = await organisations.set_up(given)
    base = (settings.public_url or f"http://{settings.listen}").rstrip("/")
    say(f"{new.partner.name} is set up. Its first member signs in, once, at:")
    say(f"  {base}/console/welcome/{invitation.code}")
    say(f"The address is valid for {settings.retention.invitations_days} days.")
