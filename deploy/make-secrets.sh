#!/bin/sh
# Makes the files in secrets/ that compose.yaml wants: random passwords and keys, and empty ones for the
# tokens. What is there already is left as it is.
set -eu
cd "$(dirname "$0")/.."
umask 077
mkdir -p secrets

random() { head -c 32 /dev/urandom | base64 | tr -d '=\n' | tr '+/' '-_'; }

# Each file can be read by the users of the containers; the folder, by nobody but you.
keep() {
  if [ ! -e "secrets/$1" ]; then
    cat > "secrets/$1"
  fi
  chmod 444 "secrets/$1"
}

random | keep postgres-password
random | keep violet-password
random | keep encryption-key
printf 'postgresql+asyncpg://violet:%s@database/violet' "$(cat secrets/violet-password)" | keep database-url
for empty in encryption-key-old discord-token slack-bot-token slack-app-token \
  slack-client-secret slack-signing-secret; do
  printf '' | keep "$empty"
done
chmod 700 secrets
