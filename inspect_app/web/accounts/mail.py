"""Mail: sent when the answer is out, so that its duration tells nobody who has an account."""

import logging
import smtplib
import ssl
from email.message import EmailMessage
from functools import partial
from typing import Any

from flask import Response, after_this_request
from flask_security import MailUtil

from inspect_app.settings import Settings
from inspect_app.web.office import settings

log = logging.getLogger(__name__)

# Seconds the mail server has to answer.
TIMEOUT = 30


class Mail(MailUtil):
    def send_mail(
        self, template: str, subject: str, recipient: Any, sender: Any, body: str | None, html: Any, **_: Any
    ) -> None:
        """Send `body` as plain text once the request is answered."""
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = subject, settings().mail_sender, recipient
        message.set_content(body or "")
        send = partial(deliver, settings(), message)

        @after_this_request
        def when_answered(response: Response) -> Response:
            response.call_on_close(send)
            return response


def deliver(settings: Settings, message: EmailMessage) -> None:
    """Send it; without a mail server write it to the log, from which an administrator can pass it on."""
    if not settings.mail_server:
        log.warning("no mail server is set; not sent to %s:\n%s", message["To"], message.get_content())
        return
    try:
        _send(settings, message)
    except (OSError, smtplib.SMTPException):
        log.exception("mail to %s could not be sent by %s", message["To"], settings.mail_server)


def _send(settings: Settings, message: EmailMessage) -> None:
    with _connection(settings) as server:
        if settings.mail_user:
            server.login(settings.mail_user, settings.mail_password)
        server.send_message(message)


def _connection(settings: Settings) -> smtplib.SMTP:
    checked = ssl.create_default_context()
    if settings.mail_security == "tls":
        return smtplib.SMTP_SSL(settings.mail_server, settings.mail_port, timeout=TIMEOUT, context=checked)
    server = smtplib.SMTP(settings.mail_server, settings.mail_port, timeout=TIMEOUT)
    if settings.mail_security == "starttls":
        server.starttls(context=checked)
    return server
