/** What a column says about a person. `none`: nothing; `secret`: proves who someone is; `log`: what somebody did. */
export const personalClasses = [
  'none',
  'identity',
  'contact',
  'employment',
  'assessment',
  'access',
  'secret',
  'log',
] as const
export type PersonalClass = (typeof personalClasses)[number]

type Classed = Partial<Record<PersonalClass, string>>

/** Every column of every table, by class: export, erasure and logs go by it, and a test holds it against the catalogue. */
const registry: Record<string, Classed> = {
  organisation: { none: 'is_only time_zone sample_today is_sample version', employment: 'head_id' },
  policy_setting: { none: 'id kind version value note created_at' },
  'authz.as_of': { none: 'is_only day' },

  person: {
    none: 'version',
    identity: 'id employee_id name',
    contact: 'email location',
    employment:
      'job_title grade hired_on pmo_type prior_business_months prior_delivery_months prior_portfolio_months employed',
    assessment: 'is_assessed target_profile credentials',
    access: 'is_disabled',
  },
  unit: { none: 'id unit_id name parent_id kind version' },
  unit_closure: { none: 'ancestor_id descendant_id depth' },
  unit_membership: { employment: 'person_id unit_id valid' },
  reporting_line: { employment: 'person_id manager_id valid' },
  reporting_closure: { employment: 'ancestor_id descendant_id depth' },

  role_grant: {
    none: 'id public_id version',
    access: 'person_id role unit_id valid proposed_by confirmed_by confirmed_at',
  },
  access_change: {
    none: 'public_id',
    access: 'id person_id kind requested_by requested_at',
    contact: 'email',
  },
  account: {
    none: 'version language time_zone',
    access: 'id person_id password_set_at created_at',
    secret: 'password_hash',
  },
  session: {
    access: 'id public_id account_id hat',
    secret: 'id_hash',
    log: 'agent created_at seen_at ends_at ended_at',
  },
  sign_in_failure: { log: 'id bucket at' },
  known_device: { access: 'account_id', secret: 'device_hash', log: 'seen_at' },
  token: {
    access: 'id public_id name account_id hat scopes created_at expires_at ended_at',
    log: 'last_used_on',
    secret: 'secret_hash',
  },
  invitation: { access: 'id account_id created_at expires_at used_at', secret: 'secret_hash' },
  identity: { access: 'id public_id account_id created_at', identity: 'issuer subject' },
  idempotency_key: { identity: 'person_id', log: 'key procedure input_hash answer created_at' },

  scim_user: {
    none: 'version',
    identity: 'person_id external_id user_name given_name family_name',
    employment: 'department division cost_center organization pending_manager',
    access: 'kept_by',
    log: 'created_at modified_at removed_at',
  },

  framework: { none: 'id key name' },
  framework_version: {
    none: 'id framework_id edition status basis rating_guidance based_on_id case_id changed_at published_at created_at version',
  },
  scale_level: { none: 'framework_version_id level name meaning' },
  domain: { none: 'id framework_version_id key name short_name summary position case_id' },
  criterion: {
    none: 'id framework_version_id domain_id key name definition self_prompt manager_prompt evidence_examples references position case_id',
  },
  criterion_level: { none: 'criterion_id level descriptor separates_next' },
  role_profile: { none: 'id framework_version_id key name summary position is_default' },
  target: { none: 'role_profile_id criterion_id target weight minimum' },
  criterion_mapping: { none: 'framework_version_id from_key kind to_keys' },

  cycle: { none: 'id name kind framework_version_id status as_of_on created_at version' },
  rating: {
    none: 'id version',
    assessment: 'subject_id rater_id rater_type criterion_id cycle_id level status rated_on comment basis is_confirmed',
  },
  // Rules name units, titles and people.
  cycle_plan: {
    none: 'cycle_id default_profile is_blind asks_peers evidence_rule is_delta submits_drafts remind_days time_zone launched_at closed_at closed_reason version',
    employment: 'population',
  },
  cycle_deadline: { none: 'cycle_id stage wall_time closes_at' },
  bank_holiday: { none: 'on_day name' },
  participant: {
    none: 'id cycle_id version',
    assessment: 'subject_id target_profile assigned_rater_id assigned_reason state state_reason added_at',
  },
  assessment: {
    none: 'id public_id cycle_id version',
    assessment:
      'participant_id subject_id rater_id rater_type status submitted_at is_automatic revealed_at hand_over_note created_at',
  },
  answer: {
    none: 'version',
    assessment: 'assessment_id criterion_id rater_id kind level comment basis is_confirmed answered_at',
  },
  agreement: {
    none: 'cycle_id version',
    assessment: 'participant_id subject_id criterion_id level reason status agreed_by agreed_on settled_at objection',
  },
  conversation: { none: 'version', assessment: 'participant_id subject_id meets_at notes acknowledged_at' },
  evidence: {
    none: 'id public_id version',
    assessment:
      'subject_id owner_id kind title note url dated_on file_name media_type byte_count sha256 shared_at created_at',
  },
  evidence_chunk: { assessment: 'evidence_id place bytes' },
  evidence_use: { assessment: 'evidence_id assessment_id criterion_id' },
  deputy: { none: 'id public_id version', employment: 'manager_id deputy_id valid named_by created_at' },
  planned_leave: { employment: 'person_id valid' },
  // Notes may name people.
  opening: {
    none: 'id opening_id title route_key host_unit_id location earliest_start latest_end is_fixed min_days max_days seats share paid_by clearance languages apply_by status created_at version',
    employment: 'sponsor_id supervisor_id notes',
  },
  opening_entry: { none: 'opening_id criterion level' },
  opening_criterion: { none: 'opening_id criterion exposure position' },
  wish: {
    none: 'version',
    employment: 'person_id not_now_until aspiration mobility places earliest latest max_share',
  },
  preference: { employment: 'person_id rank opening_id' },
  standing: {
    none: 'version',
    employment: 'person_id probation_until contract_ends_on in_post_since is_under_process',
  },
  // Pins and bans name people by their keys.
  scenario: { none: 'id public_id created_at version', employment: 'name inputs created_by' },
  plan_run: {
    none: 'id public_id scenario_id status facts_digest policy_version planned_on created_at seen_at tries progress duals ended_at approved_at version',
    employment: 'inputs asked_by problem approved_by approval_reason',
    assessment: 'facts outcome',
  },
  plan_answer: { none: 'id plan_run_id question_digest status created_at', assessment: 'question answer' },
  secondment: {
    none: 'id public_id opening_id seat_no plan_run created_at version',
    employment: 'person_id share during state origin state_since due_on asked_end',
  },
  secondment_target: { none: 'secondment_id criterion', assessment: 'from_milli to_milli' },
  secondment_event: {
    none: 'id secondment_id of_version',
    employment: 'deed from_state to_state by_id at on_day reason alternative asked_end due_on',
  },
  secondment_cover: {
    none: 'secondment_id place',
    employment: 'option covering_person_id during consequence cost_minor',
  },
  appeal: {
    none: 'id secondment_id',
    employment: 'reason asked_on due_on state decision decided_by decided_on',
  },
  not_chosen: {
    none: 'id public_id opening_id decision created_at',
    employment: 'person_id way decided_on appeal appeal_reason asked_on due_on answer answered_by answered_on',
    assessment: 'reason facts',
  },
  home_rule: { none: 'unit_id min_heads notice_days version' },
  home_holder: { none: 'unit_id criterion min_holders' },
  blackout: { none: 'unit_id valid reason' },
  message: {
    none: 'id public_id kind about once_key',
    identity: 'person_id',
    log: 'created_at read_at mail mail_after attempts mailed_at',
  },
  calendar_feed: { identity: 'person_id', secret: 'secret_hash', log: 'created_at last_used_on' },
  result: { none: 'id cycle_id version framework_version_id policy_version as_of_on published_at self_difference' },
  result_person: {
    none: 'result_id',
    employment: 'unit_id unit_path manager_id',
    assessment:
      'person_id target_profile milli_levels self_levels sources rated_on evidence from_cycle_ids band_codes tenth_points',
  },
  result_pack: {
    none: 'key result_id criteria bars unit_ids unit_ends unit_people',
    employment: 'posts',
    assessment: 'person_ids profiles aims counts milli_sums age_sums milli_levels age_days sources',
  },
  cell: {
    none: 'result_id unit_id criterion_id people',
    // Counts of few are about someone.
    assessment: 'assessed counts milli_sums age_days',
  },
  band_cell: { none: 'result_id unit_id role_profile_id', assessment: 'counts provisional' },

  webhook: {
    none: 'id public_id url events created_at paused_at failing_since version',
    access: 'created_by',
    secret: 'secret',
  },
  webhook_delivery: {
    none: 'id public_id webhook_id status attempts next_at answered_with problem',
    log: 'event subject subject_id created_at delivered_at',
  },
  rate_window: { log: 'bucket started_at used' },

  backup_run: { none: 'id made_at file bytes row_count sha256 schema drilled_at drill_faults' },
  health_check: { none: 'id at flaws reporting_faults unit_faults closures_on' },

  erasure: { none: 'reason', log: 'id public_id person_id asked_by state asked_at done_at row_count' },
  retention_run: { none: 'kind at removed' },
  audit_seal: { none: 'block previous entries upto count from_at to_at leaves hash sealed_at' },
  audit_head: { none: 'is_only block hash' },
  import_run: {
    none: 'id public_id door status kinds has_ratings source options commits progress report can_undo tries version',
    // Sentences and rows may name people.
    identity: 'requested_by actor_id problem changed_since',
    log: 'actor_persona created_at checked_at committed_at undone_at ended_at',
  },
  // Whole files and rows of people: ratings among them, and a password's hash where somebody left.
  import_file: { none: 'id run_id seq bytes refusal has_ratings', identity: 'name', assessment: 'sheets' },
  import_chunk: { none: 'run_id file_seq seq', assessment: 'bytes' },
  import_finding: { none: 'run_id seq file label row col kind', identity: 'value' },
  import_source: { none: 'name kind mapping used_at' },
  import_change: { none: 'id run_id of_table', secret: 'old_row new_row' },

  audit_entry: { log: 'id at actor_id actor action subject subject_id fields' },
  access_log: { log: 'on_day at viewer_id viewer_role purpose subject_ids' },
}

/** `table.column` and its class, once for each time the registry names it. */
export function listPersonalColumns(): { column: string; class: PersonalClass }[] {
  return Object.entries(registry).flatMap(([table, classed]) =>
    personalClasses.flatMap((name) =>
      (classed[name]?.split(' ') ?? []).map((column) => ({ column: `${table}.${column}`, class: name })),
    ),
  )
}
