FROM node:22-bookworm-slim AS frontend
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund

FROM python:3.11-slim-bookworm AS packages
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
RUN groupadd --gid 1000 yuanan && useradd --uid 1000 --gid yuanan --no-create-home --shell /usr/sbin/nologin yuanan \
    && mkdir -p /data/media /data/static /backup && chown -R yuanan:yuanan /data /backup
WORKDIR /app
COPY --from=packages /venv /venv
COPY --from=frontend /app/node_modules ./node_modules
COPY manage.py ./
COPY config config
COPY core core
COPY documents documents
COPY notices notices
COPY accounts accounts
COPY parks parks
COPY maps maps
COPY law law
COPY enterprises enterprises
COPY projects projects
COPY objections objections
COPY safety safety
COPY admission admission
COPY capability capability
COPY inspections inspections
COPY rectification rectification
COPY intake intake
COPY supervision supervision
COPY plans plans
COPY meetings meetings
COPY comments comments
COPY draws draws
COPY campaigns campaigns
COPY challenges challenges
COPY visits visits
COPY annualplans annualplans
COPY checklists checklists
COPY field field
COPY tips tips
COPY superiors superiors
COPY reports reports
COPY dashboards dashboards
COPY demo demo
COPY templates templates
COPY static static
COPY locale locale
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/data MEDIA_ROOT=/data/media
USER yuanan
EXPOSE 8000
CMD ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi:application"]
