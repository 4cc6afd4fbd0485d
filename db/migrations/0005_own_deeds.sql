-- Whoever does a deed writes its audit row, in the own name and nobody else's.
create policy own on audit_entry for insert to p_member, p_pmo, p_all, p_hr, p_admin
  with check (actor_id = (select authz.person_id()) and actor = 'person');
grant insert on audit_entry to p_member, p_pmo, p_all, p_hr, p_admin;
