#!/bin/sh
# Run once by the database's first start: who owns the tables, and who may only work with what is in them.
# The owner migrates (service prepare); web, worker and scheduler are the other one (docs/operations.md).
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set database="$POSTGRES_DB" --set owner_password="$OWNER_PASSWORD" --set web_password="$WEB_PASSWORD" <<'SQL'
CREATE ROLE yuanan_owner LOGIN PASSWORD :'owner_password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE ROLE yuanan_web LOGIN PASSWORD :'web_password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT ALL ON DATABASE :"database" TO yuanan_owner;
GRANT CONNECT ON DATABASE :"database" TO yuanan_web;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO yuanan_owner;
GRANT USAGE ON SCHEMA public TO yuanan_web;
SQL
