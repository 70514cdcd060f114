FROM python:3.12-slim

ENV DJANGO_SETTINGS_MODULE=funding.settings.production \
    FOERDERWEG_NO_VENV=1 \
    PYTHONUNBUFFERED=1

WORKDIR /app

COPY requirements.lock ./
RUN pip install --quiet --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements.lock

COPY manage.py LICENSE ./
COPY funding funding
COPY workflows workflows
COPY notifications notifications
COPY templates templates
COPY static static
COPY locale locale
RUN DJANGO_SETTINGS_MODULE=funding.settings.build python manage.py collectstatic --noinput --verbosity 0 --ignore viewflow --ignore rest_framework
RUN python -m compileall -q funding workflows notifications

USER 10001:10001
EXPOSE 8000

# Access logs carry no addresses, no query strings and no names.
ENV GUNICORN_CMD_ARGS="--bind=0.0.0.0:8000 --worker-class=gthread --workers=2 --threads=4 --timeout=60 --max-requests=5000 --max-requests-jitter=500 --no-control-socket --worker-tmp-dir=/dev/shm --access-logfile=- --access-logformat='%(t)s %(m)s %(U)s %(s)s %(B)s %(D)s'"
CMD ["gunicorn", "django.core.wsgi:get_wsgi_application()"]
