"""Who is at the page: told by the request that Gradio hands to an event."""

from typing import TYPE_CHECKING

from prompts import Language
from ui.access.visitor import AccessRole, Via, Visitor, visitor_of
from ui.page.view import render

if TYPE_CHECKING:
    import gradio as gr


def visitor_in(request: "gr.Request") -> Visitor:
    """The visitor whom the gate let in with this event; nobody where none came through it."""
    return visitor_of(request.request) if request.request else Visitor()


def visitor_html(visitor: Visitor, language: Language) -> str:
    """Who is logged in, and what they can do about it; nothing where nobody logs in."""
    if visitor.via is not Via.SESSION:
        return ""
    is_admin = visitor.may(AccessRole.ADMIN)
    return render("visitor", language, name=visitor.name, is_admin=is_admin)
