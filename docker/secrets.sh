#!/usr/bin/env bash
# Makes what compose.yaml takes from files, in docker/secrets; what is there already stays as it is. Needs openssl.
#   docker/secrets.sh [NAME]...        the names and addresses by which clients know the proxy, besides localhost and 127.0.0.1
#   docker/secrets.sh --client NAME    a certificate for one more client or sender: NAME.pem with its key
# Whoever has ca.key can make certificates for clients: keep it elsewhere when you are done.
set -euo pipefail
command -v openssl >/dev/null || { echo "openssl is needed, and is not installed" >&2; exit 1; }
directory=${MYOTOME_SECRETS:-$(dirname "$0")/secrets}
# Nobody but the owner gets into the directory. What containers need must be readable for their users, which have other numbers;
# each sees only what compose.yaml gives it.
mkdir -p "$directory"
chmod 700 "$directory"
cd "$directory"
umask 022
readonly days=825 curve=prime256v1
trap 'rm -f -- *.partial' EXIT

# A file appears whole or not at all, so that a second run finds nothing half made.
keep() {
  case $1 in
    node.key | inside-proxy.pem | server.p* | *.crt | *-password) chmod 644 "$1.partial" ;;
    *) chmod 600 "$1.partial" ;;
  esac
  mv -- "$1.partial" "$1"
  echo "made $1"
}

key() {
  [[ -s $1.key ]] || { openssl ecparam -name "$curve" -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$1.key.partial"; keep "$1.key"; }
}

self_signed() {  # NAME SUBJECT EXTENSION...
  local name=$1 subject=$2
  shift 2
  key "$name"
  [[ -s $name.crt ]] || {
    openssl req -x509 -new -key "$name.key" -subj "/CN=$subject" -days 3650 "${@/#/-addext=}" -out "$name.crt.partial"
    keep "$name.crt"
  }
}

signed() {  # NAME EXTENSION...
  local name=$1
  shift
  key "$name"
  [[ -s $name.crt ]] || {
    openssl req -new -key "$name.key" -subj "/CN=$name" \
      | openssl x509 -req -CA ca.crt -CAkey ca.key -set_serial "0x$(openssl rand -hex 16)" -days "$days" \
        -extfile <(printf '%s\n' basicConstraints=CA:FALSE "$@") -out "$name.crt.partial" 2>/dev/null
    keep "$name.crt"
  }
  [[ -s $name.pem ]] || { cat "$name.key" "$name.crt" >"$name.pem.partial"; keep "$name.pem"; }
}

client() { signed "$1" extendedKeyUsage=clientAuth; }

# For clients and senders of messages: ca.crt signs them, and what they see of the proxy and of MLLP.
self_signed ca "Myotome $(hostname)"
if [[ ${1:-} == --client ]]; then
  [[ ${2:-} =~ ^[A-Za-z0-9._-]+$ ]] || { echo "Usage: $0 --client NAME, of letters, digits and . _ -" >&2; exit 2; }
  client "$2"
  exit
fi
names=DNS:localhost,IP:127.0.0.1
for name in "$@"; do
  if [[ $name =~ ^[0-9.]+$|: ]]; then names+=,IP:$name; else names+=,DNS:$name; fi
done
if [[ -s server.crt && $# -gt 0 ]]; then
  echo "server.crt is there already and keeps its names; to have it made anew: rm $PWD/server.{crt,pem,p12}" >&2
fi
signed server "subjectAltName=$names" extendedKeyUsage=serverAuth
client client

# Between the proxy and the nodes each knows the other's certificate and no other.
self_signed node node subjectAltName=DNS:node-1,DNS:node-2
self_signed inside-proxy inside-proxy
[[ -s inside-proxy.pem ]] || { cat inside-proxy.key inside-proxy.crt >inside-proxy.pem.partial; keep inside-proxy.pem; }

for password in database-password server.p12-password; do
  [[ -s $password ]] || { openssl rand -hex 24 >"$password.partial"; keep "$password"; }
done
[[ -s server.p12 ]] || {
  openssl pkcs12 -export -inkey server.key -in server.crt -name server -passout file:server.p12-password -out server.p12.partial
  keep server.p12
}
