# Violet in a container. Settings come in as environment variables: see compose.yaml and .env.example.
FROM python:3.11.14-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /violet

# The dependencies change seldom, so they are a layer of their own; each is checked by its hash.
COPY requirements.lock ./
RUN python -m pip install --require-hashes -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY adapters adapters
COPY content content
RUN python -m pip install --no-deps --no-build-isolation . \
    && useradd --system --uid 10001 --home-dir /data --create-home violet

# Whatever is written, such as a SQLite database, is written here.
USER violet
WORKDIR /data
VOLUME /data

ENV VIOLET_LOG_FORMAT=json VIOLET_HTTP_PORT=9090

HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['VIOLET_HTTP_PORT'] + '/healthz', timeout=4)"]

# SIGTERM, which `docker stop` sends, lets what is in flight be finished; that takes five seconds.
STOPSIGNAL SIGTERM
ENTRYPOINT ["violet"]
CMD ["run"]
