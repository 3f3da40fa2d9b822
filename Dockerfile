# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
WORKDIR /opt/haki
RUN python -m venv .venv
COPY requirements.lock .
RUN .venv/bin/pip install --no-cache-dir --disable-pip-version-check \
    --require-hashes --only-binary :all: -r requirements.lock \
 && .venv/bin/pip uninstall --yes --quiet pip
COPY haki pyproject.toml LICENSE ./
COPY config config
COPY bot bot
# Nothing is written below here when it runs, so what Python would cache is made now.
RUN .venv/bin/python -m compileall -q bot .venv/lib

FROM python:3.13-slim
RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/haki --no-create-home haki \
 && install -d -o haki -g haki -m 0700 /var/lib/haki
COPY --from=build /opt/haki /opt/haki
ENV PATH=/opt/haki:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HAKI_HOME=/var/lib/haki \
    HAKI_LISTEN=0.0.0.0:8087
USER haki
WORKDIR /var/lib/haki
VOLUME /var/lib/haki
EXPOSE 8087
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["/opt/haki/.venv/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8087/readyz', timeout=4)"]
ENTRYPOINT ["haki"]
CMD ["run"]
