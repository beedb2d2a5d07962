"""Who comes from a web site: known by the widget's session, and by nothing else."""

from starlette.requests import HTTPConnection

from ui.access.gate import Identify
from ui.access.hosts import Hosts, address_of, origin_of
from ui.access.identify import bearer
from ui.access.visitor import AccessRole, Via, Visitor
from ui.widget.signed import PREFIX
from ui.widget.sites import Sites


def with_visitors(sites: Sites, hosts: Hosts, others: Identify) -> Identify:
    """`others`, and beside them the visitors of sites.

    A page of another origin is its visitor's session or nobody: neither that somebody sits at this
    machine nor a cookie that their browser sends along may speak for it.
    """

    def identify(connection: HTTPConnection) -> Visitor:
        token = bearer(connection)
        if token.startswith(PREFIX):
            return _visitor(sites, hosts, connection, token)
        if hosts.is_foreign(connection):
            return Visitor(address=address_of(connection))
        return others(connection)

    return identify


def _visitor(sites: Sites, hosts: Hosts, connection: HTTPConnection, token: str) -> Visitor:
    address = address_of(connection)
    session = sites.known(token, origin_of(connection), hosts.own(connection))
    if session is None:
        return Visitor(address=address)
    return Visitor(Via.WIDGET, AccessRole.PUBLIC, session.site, address, session.id)
