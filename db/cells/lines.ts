/**
 * Who may at all: s select, i insert, u update, d delete; in the order member, host, pmo, all, hr, admin, job, gate. Then
 * the jobs whose rows these are, who sees which rows, and what the definer functions may: read them all, add, read what is
 * the viewer's own, or nothing. A new table fails until it has its line here.
 */
const table = `
organisation       s    -    s    s    s    s    su   -    import,command,privacy  everyone reads
policy_setting     s    -    s    s    si   s    siud -    import,command,privacy  everyone -
unit               s    -    s    s    sd   sd   siud -    import,command          everyone reads
unit_closure       s    -    s    s    s    s    s    -    import,command          everyone reads
framework          s    -    s    s    si   s    siud -    import,command          everyone -
framework_version  s    -    s    s    siud s    siud -    import,command          everyone reads
scale_level        s    -    s    s    sid  s    siud -    import,command          everyone -
domain             s    -    s    s    sid  s    siud -    import,command          everyone -
criterion          s    -    s    s    sid  s    siud -    import,command          everyone reads
criterion_level    s    -    s    s    sid  s    siud -    import,command          everyone -
role_profile       s    -    s    s    sid  s    siud -    import,command          everyone reads
target             s    -    s    s    sid  s    siud -    import,command          everyone -
cycle              s    -    s    s    s    s    siud -    import,command          everyone reads
result             s    -    s    s    s    s    siud -    import                  everyone reads
person             s    -    s    s    s    s    siud -    import,command,privacy  people   reads
unit_membership    s    -    s    s    sid  sid  siud -    import,command,privacy  people   reads
reporting_line     s    -    s    s    sid  sid  siud -    import,command,privacy  people   reads
rating             s    -    s    s    s    -    siud -    import,privacy          people   own
result_person      s    -    s    s    s    -    siud -    import,privacy          people   own
result_pack        -    -    -    s    s    -    sid  -    import                  hr       reads
cell               -    -    s    s    s    -    siud -    import                  units    -
band_cell          -    -    s    s    s    -    siud -    import                  units    -
role_grant         s    -    s    s    sd   sd   siud -    import,command,privacy  grants   reads
idempotency_key    si   -    si   si   si   si   sd   -    privacy                 own      own
access_log         i    -    i    i    i    si   sd   -    privacy                 admin    reads
audit_entry        i    -    i    i    i    si   si   -    privacy,seal            admin    reads
access_change      -    -    -    -    sd   sd   sd   -    privacy                 keepers  reads
account            -    -    -    -    -    -    siud -    import,command,privacy  nobody   reads
session            -    -    -    -    -    -    siud -    command,privacy         nobody   reads
sign_in_failure    -    -    -    -    -    -    siud -    command,privacy         nobody   reads
known_device       -    -    -    -    -    -    siud -    command,privacy         nobody   reads
token              -    -    -    -    -    -    siud -    command,privacy         nobody   reads
invitation         -    -    -    -    -    -    siud -    command,privacy         nobody   reads
identity           -    -    -    -    -    -    siud -    command,privacy         nobody   reads
scim_user          -    -    -    -    -    siu  siud -    privacy,scim            admin    own
webhook            -    -    -    -    siud siud su   -    webhook                 admin    reads
webhook_delivery   -    -    -    -    su   su   sud  -    privacy,webhook         admin    adds
rate_window        -    -    -    -    -    -    -    -    -                       nobody   reads
reporting_closure  -    -    -    -    -    -    -    -    -                       nobody   reads
authz.as_of        -    -    -    -    -    -    -    -    -                       nobody   reads
backup_run         -    -    -    -    -    s    siud -    command                 admin    -
health_check       -    -    -    -    -    s    siud -    health                  admin    -
erasure            -    -    -    -    si   -    siud -    privacy                 hr       own
retention_run      s    -    s    s    s    s    siu  -    privacy                 everyone -
audit_seal         -    -    -    -    -    s    si   -    privacy,seal            admin    -
audit_head         -    -    -    -    -    s    siu  -    seal                    admin    -
import_run         -    -    -    -    si   si   siud -    import,privacy          admin    reads
import_file        -    -    -    -    si   si   siud -    import,privacy          admin    -
import_chunk       -    -    -    -    i    i    siud -    import,privacy          nobody   -
import_finding     -    -    -    -    s    s    siud -    import,privacy          admin    -
import_source      -    -    -    -    s    s    siud -    import                  admin    -
import_change      -    -    -    -    -    -    siud -    import,privacy          nobody   adds
criterion_mapping  s    -    s    s    sid  s    siud -    import,command          everyone -`

export const roles = ['p_member', 'p_host', 'p_pmo', 'p_all', 'p_hr', 'p_admin', 'p_job', 'p_gate'] as const

export const lines = table
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', ...words] = line.split(/\s+/)
    const [jobs = '', rows = '', functions = ''] = words.slice(8)
    return { name, rights: words.slice(0, 8), jobs, rows, functions }
  })
export type Line = (typeof lines)[number]
