"""What updates of organisations need: their effects in conversations, and their sending."""

from bot.app.chance import now
from bot.app.databases import Databases
from bot.services.delivery import Delivery
from bot.services.effects import Effect
from bot.services.hours import HoursKept
from bot.services.places import Places
from bot.services.rendering import Rendering
from bot.services.sending import Sending
from bot.services.subscriptions import Subscriptions
from bot.settings import Settings
from bot.storage.instances import Instance


def effects(settings: Settings, databases: Databases) -> dict[str, Effect]:
    subscriptions = Subscriptions(
        keys=databases.keys, demonstration=settings.demonstration_allowed
    )
    return {
        "updates.look": subscriptions.look,
        "updates.offer": subscriptions.offer,
        "updates.join": subscriptions.join,
        "updates.read": subscriptions.read,
        "updates.leave": subscriptions.leave,
        "updates.leave_all": subscriptions.leave_all,
    }


def sending(
    databases: Databases,
    places: Places,
    rendering: Rendering,
    delivery: Delivery,
    instance: Instance,
) -> Sending:
    return Sending(
        database=databases.worker,
        keys=databases.keys,
        places=places,
        rendering=rendering,
        delivery=delivery,
        hours=HoursKept(databases.keys),
        clock=now,
        instance=instance,
    )
