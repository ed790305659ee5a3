#!/bin/bash
# Side-by-side peer: Request Tracker 5 (Debian 12 package), PostgreSQL 15, Starman prefork workers, loopback only.
#   rt5.sh install | setup | start | stop      (root; apt only; re-runnable)
# Application = RT ticket in queue "Cereri" with 10 custom fields, created through REST 2.0 (JSON, token-less basic auth)
# or through the HTML self-service form; the number is the ticket id, assigned and committed before the answer.
. "$(dirname "$0")/common.sh"
PORT=${PORT:-18081}; WORKERS=${WORKERS:-3}; R=$W/rt
export RT_SITE_CONFIG=$R/RT_SiteConfig.pm RT_SITE_CONFIG_DIR=$R/conf.d
install() {
  export DEBIAN_FRONTEND=noninteractive
  echo "request-tracker5 request-tracker5/dbconfig-install boolean false" | debconf-set-selections
  echo "request-tracker5 request-tracker5/handle-siteconfig-permissions boolean false" | debconf-set-selections
  local b=$(dpkg-query -W -f='${Installed-Size}\n' | awk '{s+=$1}END{print s}')
  apt-get install -y --no-install-recommends \
    request-tracker5 rt5-db-postgresql rt5-fcgi starman libdbd-pg-perl postgresql-15 curl >$W/apt_rt.log 2>&1 || return 1
  dpkg-query -W -f='${Installed-Size}\n' | awk -v b=$b '{s+=$1}END{printf "installed (apt delta): %.1f MiB\n", (s-b)/1024}'
}
setup() {
  mkdir -p $R/conf.d $R/var/mason $R/var/session
  cat > $RT_SITE_CONFIG <<C
Set(\$rtname, 'bench'); Set(\$Organization, 'bench.test'); Set(\$WebDomain, '127.0.0.1'); Set(\$WebPort, $PORT); Set(\$WebPath, '');
Set(\$DatabaseType, 'Pg'); Set(\$DatabaseHost, '127.0.0.1'); Set(\$DatabasePort, '$PGPORT'); Set(\$DatabaseAdmin, 'postgres');
Set(\$DatabaseUser, 'rtbench'); Set(\$DatabasePassword, 'x'); Set(\$DatabaseName, 'rtbench');
Set(\$LogToSyslog, undef); Set(\$LogToSTDERR, 'error'); Set(\$MailCommand, 'testfile'); Set(\$NotifyActor, 0);
Set(\$WebSecureCookies, 0); Set(\$RestrictReferrer, 0);
Set(\$Timezone, 'Europe/Bucharest'); 1;
C
  echo '1;' > $R/conf.d/x.pm
  pg_start
  pg -c "DROP DATABASE IF EXISTS rtbench" -c "DROP ROLE IF EXISTS rtbench" 2>/dev/null
  rt-setup-database-5 --action init --dba postgres --dba-password x >$W/rt-init.log 2>&1 || { tail -5 $W/rt-init.log; return 1; }
  cat > $R/seed.pl <<'P'
use lib '/usr/share/request-tracker5/lib'; use RT; RT::LoadConfig(); RT::Init();
my $s = RT->SystemUser;
my $u = RT::User->new($s); $u->LoadByEmail('root@localhost'); $u->Load('root') unless $u->id; $u->SetPassword('password1');
my $q = RT::Queue->new($s); print join(' ', $q->Create(Name => 'Cereri')), "\n";
for my $n (qw(Nume Prenume CNP Adresa Localitate Telefon Email Suprafata Obiect Observatii)) {
  my $cf = RT::CustomField->new($s);
  my ($ok, $m) = $cf->Create(Name => $n, Type => 'FreeformSingle', LookupType => 'RT::Queue-RT::Ticket', MaxValues => 1);
  my ($o2, $m2) = $cf->AddToObject($q); print "$n $ok $m $o2\n";
}
P
  perl $R/seed.pl
  cat > $R/app.psgi <<'P'
use lib '/usr/share/request-tracker5/lib';
BEGIN { require RT; RT->LoadConfig; RT->Init; RT->InstallMode(0) if RT->can('InstallMode'); }
require RT::Interface::Web::Handler; my $app = RT::Interface::Web::Handler->PSGIApp;
# as RT's own rt-server does: no database handle may be shared across the fork
if ($RT::Handle) { $RT::Handle->dbh(undef); undef $RT::Handle; }
$app;
P
}
start() {
  pg_start
  bg rt starman --listen 127.0.0.1:$PORT --workers $WORKERS --preload-app --max-requests 100000 --disable-keepalive $R/app.psgi
  echo "{\"peer\":\"rt5\",\"startup_s\":$(wait_http http://127.0.0.1:$PORT/NoAuth/Login.html)}"
}
stop_all() { stop rt; pg_stop; }
case ${1-} in install) install;; setup) setup;; start) start;; stop) stop_all;; esac
