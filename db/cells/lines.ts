/**
 * Who may at all: s select, i insert, u update, d delete; in the order member, host, pmo, all, hr, admin, job, gate. Then
 * the jobs whose rows these are, who sees which rows, and what the definer functions may: read them all, add, read what is
 * the viewer's own, or nothing. A new table fails until it has its line here.
 */
const table = `
organisation       s    -    s    s    s    s    su   -    import,command,cycle,privacy     everyone  reads
policy_setting     s    s    s    s    si   s    siud -    import,command,cycle,privacy,secondment     everyone  reads
unit               s    -    s    s    sd   sd   siud -    import,command,cycle             everyone  reads
unit_closure       s    -    s    s    s    s    s    -    import,command,cycle             everyone  reads
framework          s    -    s    s    si   s    siud -    import,command,cycle             everyone  -
framework_version  s    -    s    s    siud s    siud -    import,command,cycle             everyone  reads
scale_level        s    -    s    s    sid  s    siud -    import,command,cycle             everyone  -
domain             s    -    s    s    sid  s    siud -    import,command,cycle             everyone  -
criterion          s    -    s    s    sid  s    siud -    import,command,cycle             everyone  reads
criterion_level    s    -    s    s    sid  s    siud -    import,command,cycle             everyone  -
role_profile       s    -    s    s    sid  s    siud -    import,command,cycle             everyone  reads
target             s    -    s    s    sid  s    siud -    import,command,cycle             everyone  -
cycle              s    -    s    s    sd   s    siud -    import,command,cycle             launched  reads
result             s    -    s    s    s    s    siud -    import,cycle                     everyone  reads
person             s    s    s    s    s    s    siud -    import,command,cycle,mail,privacy people    reads
unit_membership    s    -    s    s    sid  sid  siud -    import,command,cycle,privacy     people    reads
reporting_line     s    -    s    s    sid  sid  siud -    import,command,cycle,privacy     people    reads
rating             s    -    s    s    s    -    siud -    import,cycle,privacy             people    own
result_person      s    -    s    s    s    -    siud -    import,cycle,privacy             people    own
cell               -    -    s    s    s    -    siud -    import,cycle                     units     -
band_cell          -    -    s    s    s    -    siud -    import,cycle                     units     -
role_grant         s    -    s    s    sd   sd   siud -    import,command,privacy           grants    reads
idempotency_key    si   si   si   si   si   si   sd   -    privacy                          own       own
access_log         i    i    i    i    i    si   sd   -    privacy                          admin     reads
audit_entry        i    i    i    i    i    si   si   -    privacy,seal                     admin     reads
access_change      -    -    -    -    sd   sd   sd   -    privacy                          keepers   reads
account            -    -    -    -    -    -    siud -    import,command,mail,privacy      nobody    reads
session            -    -    -    -    -    -    siud -    command,privacy                  nobody    reads
sign_in_failure    -    -    -    -    -    -    siud -    command,privacy                  nobody    reads
known_device       -    -    -    -    -    -    siud -    command,privacy                  nobody    reads
token              -    -    -    -    -    -    siud -    command,privacy                  nobody    reads
invitation         -    -    -    -    -    -    siud -    command,privacy                  nobody    reads
identity           -    -    -    -    -    -    siud -    command,privacy                  nobody    reads
scim_user          -    -    -    -    -    siu  siud -    privacy,scim                     admin     own
webhook            -    -    -    -    siud siud su   -    webhook                          admin     reads
webhook_delivery   -    -    -    -    su   su   sud  -    privacy,webhook                  admin     adds
rate_window        -    -    -    -    -    -    -    -    -                                nobody    reads
reporting_closure  -    -    -    -    -    -    -    -    -                                nobody    reads
authz.as_of        -    -    -    -    -    -    -    -    -                                nobody    reads
backup_run         -    -    -    -    -    s    siud -    command                          admin     -
health_check       -    -    -    -    -    s    siud -    health                           admin     -
erasure            -    -    -    -    si   -    siud -    privacy                          hr        own
retention_run      s    -    s    s    s    s    siu  -    privacy                          everyone  -
audit_seal         -    -    -    -    -    s    si   -    privacy,seal                     admin     -
audit_head         -    -    -    -    -    s    siu  -    seal                             admin     -
import_run         -    -    -    -    si   si   siud -    import,privacy                   admin     reads
import_file        -    -    -    -    si   si   siud -    import,privacy                   admin     -
import_chunk       -    -    -    -    i    i    siud -    import,privacy                   nobody    -
import_finding     -    -    -    -    s    s    siud -    import,privacy                   admin     -
import_source      -    -    -    -    s    s    siud -    import                           admin     -
import_change      -    -    -    -    -    -    siud -    import,privacy                   nobody    adds
criterion_mapping  s    -    s    s    sid  s    siud -    import,command,cycle             everyone  -
cycle_plan         s    -    s    s    siud s    siud -    cycle,privacy                    everyone  reads
cycle_deadline     s    -    s    s    siud s    siud -    cycle                            everyone  reads
bank_holiday       s    s    s    s    siud s    siud -    cycle,secondment                            everyone  -
participant        s    -    s    s    s    -    siud -    import,cycle,privacy             people    reads
assessment         sd   -    sd   sd   sd   -    siud -    import,cycle,privacy             people    reads
answer             si   -    si   si   si   -    siud -    import,cycle,privacy             own       reads
agreement          si   -    si   si   si   -    siud -    import,cycle,privacy             people    reads
conversation       s    -    s    s    s    -    siud -    cycle,privacy                    people    reads
evidence           sd   -    sd   sd   sd   -    siud -    cycle,privacy                    people    reads
evidence_chunk     si   -    si   si   si   -    siud -    cycle,privacy                    people    -
evidence_use       sid  -    sid  sid  sid  -    siud -    cycle,privacy                    people    reads
deputy             sd   -    sd   sd   sd   -    siud -    cycle,privacy                    deputies  reads
planned_leave      s    -    s    s    siud -    siud -    import,cycle,privacy             people    reads
message            s    -    s    s    s    s    siud -    cycle,mail,privacy,secondment    own       reads
calendar_feed      sd   -    sd   sd   sd   sd   siud -    privacy                          own       reads
opening            sid  s    sid  sid  sid  -    siud -    import,privacy,secondment        everyone  reads
opening_entry      sid  s    sid  sid  sid  -    siud -    import                           everyone  -
opening_criterion  sid  -    sid  sid  sid  -    siud -    import                           everyone  reads
wish               si   -    si   si   si   -    siud -    privacy                          people    reads
preference         sid  -    sid  sid  sid  -    siud -    privacy                          people    reads
standing           -    -    -    -    si   -    siud -    privacy                          hr        reads
home_rule          s    -    s    s    si   -    -    -    -                                everyone  -
home_holder        s    -    s    s    sid  -    -    -    -                                everyone  -
blackout           s    -    s    s    sid  -    -    -    -                                everyone  -
secondment         s    s    s    s    s    -    siud -    privacy,secondment               people    reads
secondment_target  si   s    si   si   si   -    siud -    privacy,secondment               people    reads
secondment_event   s    -    s    s    s    -    siud -    privacy,secondment               people    reads
secondment_cover   sid  -    sid  sid  sid  -    siud -    privacy,secondment               people    reads
appeal             s    -    s    s    s    -    siud -    privacy,secondment               people    reads
not_chosen         s    -    s    s    s    -    siud -    privacy,secondment               asked     reads
scenario           -    -    -    s    sd   -    sud  -    privacy                          hr        -
plan_run           -    -    -    s    s    -    sud  -    plan,privacy                     hr        -
plan_answer        -    -    -    s    s    -    sud  -    plan,privacy                     hr        -
result_pack        -    -    -    s    s    -    sid  -    import,cycle                     hr        reads`

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
