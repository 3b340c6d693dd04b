#!/usr/bin/env bash
# Starts all of compose.yaml from target/myotome.jar, posts an exam through the proxy, stops one node in the middle of a load,
# starts it again, kills the other one, and looks for every write that was acknowledged. Exit status 0 if all are there, once.
# Needs a Docker daemon, docker compose, curl and openssl. Images other than the stock ones: the variables of compose.yaml.
set -euo pipefail
cd "$(dirname "$0")/.."
for tool in docker curl openssl; do
  command -v "$tool" >/dev/null || { echo "$tool is needed, and is not installed" >&2; exit 1; }
done
[[ -f target/myotome.jar ]] || { echo "target/myotome.jar is missing: mvn -q package -DskipTests" >&2; exit 1; }

work=$(mktemp -d)
export MYOTOME_SECRETS=$work/secrets MYOTOME_SENDERS=$work/senders
# Any free ports, and a project of its own beside whatever runs.
export MYOTOME_HTTPS_PORT=0 MYOTOME_MLLP_PORT=0 MYOTOME_PROMETHEUS_PORT=0
readonly project=myotome-smoke-$$ writers=4 identifiers=https://example.org/smoke
compose() { docker compose -p "$project" -f docker/compose.yaml --progress quiet "$@" </dev/null; }

finish() {
  local status=$?
  touch "$work/stop"
  wait
  if [[ $status -ne 0 ]]; then
    compose ps -a || true
    compose logs --tail 10 --no-color node-1 node-2 proxy || true
  fi
  compose down --volumes --timeout 5 >/dev/null 2>&1 || true
  rm -rf "$work"
  echo "smoke: $([[ $status -eq 0 ]] && echo passed || echo FAILED) after $SECONDS s"
}
trap finish EXIT
fail() { echo "smoke: $*" >&2; exit 1; }
say() { printf '%4d s  %s\n' "$SECONDS" "$*"; }

client() { curl -s --max-time 60 --cacert "$work/secrets/ca.crt" "$@"; }
fhir() { client --cert "$work/secrets/client.pem" -H 'Content-Type: application/fhir+json' "$@"; }

# WRITER: posts grades until it is told to stop; what is not acknowledged is sent again, under the same identifier.
write() {
  local number=0 identifier status
  while [[ ! -e $work/stop ]]; do
    number=$((number + 1))
    identifier=$1-$number
    while :; do
      status=$(sed "s/IDENTIFIER/$identifier/" "$work/grade.json" | fhir -o "$work/answer.$1" -w '%{http_code}' \
        -H "If-None-Exist: identifier=$identifiers|$identifier" --data-binary @- "$base/Observation") || true
      [[ $status == 20[01] ]] && break
      echo "$status $identifier" >>"$work/failed.$1"
      [[ $status == 4* ]] && { cp "$work/answer.$1" "$work/refused"; return; }
      [[ -e $work/stop ]] && return
      sleep 0.2
    done
    echo "$identifier" >>"$work/acknowledged.$1"
  done
}
count() { cat "$work/$1".* 2>/dev/null | wc -l; }

# MORE: waits until so many further writes were acknowledged.
acknowledged() {
  local goal=$(($(count acknowledged) + $1)) end=$((SECONDS + 120))
  until [[ $(count acknowledged) -ge $goal ]]; do
    [[ ! -e $work/refused ]] || fail "a grade was refused: $(cat "$work/refused")"
    [[ $SECONDS -lt $end ]] || fail "only $(count acknowledged) writes were acknowledged, $goal were waited for"
    sleep 0.2
  done
}

docker/secrets.sh >/dev/null
mkdir "$work/senders"
compose build --quiet node-1
say "the image is built"
compose up --no-build --wait --wait-timeout 300 >/dev/null
base=https://$(compose port proxy 8443 | sed 's/.*:/localhost:/')/fhir
image=$(compose ps --format '{{.Image}}' node-1)
size=$(($(docker image inspect -f '{{.Size}}' "$image") / 1000000))
say "all are healthy: $(compose ps --services | xargs); image $image of $size MB"
# What it is made of by itself; an image of one's own below it may be of any size.
[[ ${MYOTOME_BASE_IMAGE:-jre} != jre || $size -lt 350 ]] || fail "the image has $size MB, and must have less than 350"

deadline=$((SECONDS + 60))
until [[ $(fhir -o /dev/null -w '%{http_code}' "$base/metadata") == 200 ]]; do
  [[ $SECONDS -lt $deadline ]] || fail "the proxy sends nothing to the nodes"
  sleep 0.5
done
client -o /dev/null "$base/metadata" && fail "a client without a certificate was answered"
status=$(fhir -o "$work/exam" -w '%{http_code}' -d @profiles/examples/exams/icu-screen-below-48.json "$base")
[[ $status == 200 ]] || fail "the exam got $status: $(cat "$work/exam")"
fhir "$base/Observation?code=mrc-sum-score&value-quantity=lt48" | grep '"value": *39' >/dev/null || fail "the sum score is not found"
exam=$(<"$work/exam")
patient=$([[ $exam =~ Patient/[0-9A-Za-z-]+ ]] && echo "${BASH_REMATCH[0]}")
practitioner=$([[ $exam =~ Practitioner/[0-9A-Za-z-]+ ]] && echo "${BASH_REMATCH[0]}")
say "the exam is stored, and its sum score found"

mllp=$(compose port proxy 2575 | sed 's/.*:/localhost:/')
# openssl ends when its input does, which must therefore last until the answer is there.
{
  printf '\013'; tr '\n' '\r' <docs/intake/exam.hl7; printf '\034\r'
  for _ in $(seq 300); do [[ -s $work/answer ]] && break; sleep 0.1; done
} | openssl s_client -quiet -no_ign_eof -connect "$mllp" -CAfile "$work/secrets/ca.crt" -verify_return_error \
  -cert "$work/secrets/client.pem" >"$work/answer" 2>"$work/tls" || true
tr '\r' '\n' <"$work/answer" | grep '^MSA|AA|' >/dev/null || fail "the message over MLLP got: $(cat "$work/answer" "$work/tls")"
say "a message over MLLP is accepted"

sed -e '/"id": /d' -e "s,Patient/example,$patient," -e "s,Practitioner/example,$practitioner," \
  -e "s,\"status\": \"final\",\"identifier\": [{\"system\": \"$identifiers\"\\, \"value\": \"IDENTIFIER\"}]\\, &," \
  profiles/examples/valid/right-knee-extension-5.json >"$work/grade.json"
for writer in $(seq "$writers"); do write "$writer" & done
acknowledged 20
compose stop node-1
code=$(docker inspect -f '{{.State.ExitCode}}' "$(compose ps -aq node-1)")
[[ $code == 143 ]] || fail "node-1 ended with $code, where a server that ends in order at SIGTERM has 143"
say "node-1 was told to stop, and ended in order: $(count acknowledged) acknowledged, $(count failed) to be sent again"
acknowledged 20
compose up --no-build --wait --wait-timeout 300 >/dev/null
say "node-1 is back: $(count acknowledged) acknowledged, $(count failed) to be sent again"
acknowledged 20
compose kill -s KILL node-2
say "node-2 was killed"
acknowledged 20
touch "$work/stop"
wait
say "the load has ended: $(count acknowledged) acknowledged, $(count failed) to be sent again"

page="$base/Observation?subject=$patient&_elements=identifier&_count=1000"
while [[ $page ]]; do
  fhir "$page" >"$work/page"
  grep -o '"value": *"[0-9]*-[0-9]*"' "$work/page" | grep -o '[0-9]*-[0-9]*' >>"$work/stored" || true
  page=$(tr -d '\n ' <"$work/page" | grep -o '"relation":"next","url":"[^"]*"' | cut -d '"' -f 8) || true
done
sort -u "$work"/acknowledged.* >"$work/expected"
sort "$work/stored" >"$work/found"
lost=$(comm -23 "$work/expected" <(uniq "$work/found") | wc -l)
twice=$(uniq -d "$work/found" | wc -l)
say "acknowledged $(wc -l <"$work/expected"), found $(wc -l <"$work/found"), lost $lost, twice $twice"
[[ $lost -eq 0 && $twice -eq 0 ]] || fail "acknowledged writes are lost or there twice"

metrics=http://$(compose port prometheus 9090)
curl -s "$metrics/api/v1/query" --data-urlencode 'query=sum(myotome_observations_accepted_total)' | grep '"value":\[[0-9.]*,"[1-9]' >/dev/null \
  || fail "Prometheus has no figures of the nodes"
curl -s "$metrics/api/v1/rules" | grep MyotomeTakesNoWrites >/dev/null || fail "Prometheus has no alerts"
curl -sf "$metrics/consoles/index.html" | grep 'Can it store' >/dev/null || fail "there is no dashboard"
say "Prometheus has the figures, the alerts and the dashboard"
