# Shared helpers: private PostgreSQL 15 (Debian defaults: fsync=on, synchronous_commit=on), memory, pids.
# Everything binds to 127.0.0.1; every started pid is recorded in $W/pids and ended by stop_all.
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
W=${W:-${TMPDIR:-/var/tmp}/ghiseu-peers}; PGPORT=${PGPORT:-54329}; PGD=$W/pg; PGB=/usr/lib/postgresql/15/bin
RES=${RES:-$W/results}; mkdir -p $W $RES
pg_start() {
  $PGB/pg_isready -q -h 127.0.0.1 -p $PGPORT && return 0
  if [ ! -f $PGD/PG_VERSION ]; then
    mkdir -p $PGD; chown postgres $PGD; chmod 711 $W
    su postgres -s /bin/sh -c "$PGB/initdb -D $PGD -E UTF8 --locale=C.UTF-8 -A trust" >/dev/null || return 1
    echo "listen_addresses='127.0.0.1'
port=$PGPORT
unix_socket_directories='$PGD'" >> $PGD/postgresql.conf
  fi
  su postgres -s /bin/sh -c "$PGB/pg_ctl -D $PGD -w -l $PGD/log start" >/dev/null
}
pg_stop() { su postgres -s /bin/sh -c "$PGB/pg_ctl -D $PGD -w -m fast stop" >/dev/null; }
pg() { psql -h 127.0.0.1 -p $PGPORT -U postgres -qAt "$@"; }
bg() { # bg NAME cmd... : start niced in the background, remember the pid
  local n=$1; shift; setsid "$@" >$W/$n.log 2>&1 & echo "$!" > $W/$n.pid; }
stop() { local p; for n in "$@"; do p=$(cat $W/$n.pid 2>/dev/null) && kill -TERM -- -$p 2>/dev/null; rm -f $W/$n.pid; done; sleep 1; }
wait_http() { # wait_http URL [limit_s] : seconds until the first answer
  local t0=$(date +%s.%N) i; for i in $(seq 1 $(( ${2:-60} * 20 ))); do
    curl -s -o /dev/null -m 20 "$1" && { date +%s.%N | awk -v a=$t0 '{printf "%.2f\n", $1-a}'; return 0; }; sleep 0.05; done; return 1; }
