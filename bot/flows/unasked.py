"""Why nothing can come by itself, for whoever asked for it: the same words wherever they did."""

from bot.domain.text import Text

WHY_NOT = {
    "never": Text("You chose that I do not write first. To change that, write /hours."),
    "quiet": Text("You chose that nothing comes by itself. To change that, write /stop."),
    "no_way": Text("I cannot write to you here. Please come back when you like."),
}
