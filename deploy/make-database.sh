#!/bin/sh
# Makes the role and the database of Violet in a fresh PostgreSQL. She is no superuser there: she owns
# her database, and nobody but her may connect to it.
set -eu
password_file="${VIOLET_PASSWORD_FILE:-/run/secrets/violet-password}"
test -s "$password_file"
export password_file
psql --no-psqlrc --quiet --variable=ON_ERROR_STOP=1 \
  --username="${POSTGRES_USER:-postgres}" --dbname=postgres <<'SQL'
\set password `cat "$password_file"`
CREATE ROLE violet LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
  PASSWORD :'password';
CREATE DATABASE violet OWNER violet;
REVOKE ALL ON DATABASE violet FROM PUBLIC;
SQL
