"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from kinkeeper.config import short_questions

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinkeeper.config.settings")
application = get_wsgi_application()
short_questions.ask_so()
