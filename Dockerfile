# The Slack app, as a user who is not root. Build: docker build -t article-bot .
FROM python:3.12-slim

RUN useradd --create-home --uid 10001 bot && mkdir /data && chown bot /data
WORKDIR /app
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY corpus corpus
COPY retrieval retrieval
COPY bot bot
RUN pip install --no-cache-dir ".[postgres]"

USER bot
WORKDIR /home/bot
VOLUME /data
ENV ARTICLE_BOT_DATABASE_URL=sqlite:////data/slack.db PYTHONUNBUFFERED=1
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:3000/readyz', timeout=2)"]
# Socket Mode, with its health endpoints on port 3000. For HTTP:
# docker run … article-bot slack --http --host 0.0.0.0 --port 3000
ENTRYPOINT ["article-bot"]
CMD ["slack", "--host", "0.0.0.0", "--port", "3000"]
