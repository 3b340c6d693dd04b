-- Makes four tables, by a hash of the partition, of each table of HAPI that has the partition in its primary key.
-- Foreign keys are taken away meanwhile: they refer to the tables that go.
do $$
declare
  fk record;
  t record;
  part int;
begin
  create temporary table kept_keys on commit drop as
    select conrelid::regclass::text as tab, conname, pg_get_constraintdef(oid) as def
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace;
  for fk in select * from kept_keys loop
    execute format('alter table %s drop constraint %I', fk.tab, fk.conname);
  end loop;
  for t in
    select c.relname as name, k.conname as pk
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)
     where k.contype = 'p' and k.connamespace = 'public'::regnamespace and a.attname = 'partition_id'
  loop
    execute format('alter table %I rename to %I', t.name, t.name || '_whole');
    execute format('create table %I (like %I including all) partition by hash (partition_id)', t.name, t.name || '_whole');
    for part in 0..3 loop
      execute format('create table %I partition of %I for values with (modulus 4, remainder %s)',
        t.name || '_p' || part, t.name, part);
    end loop;
    execute format('insert into %I select * from %I', t.name, t.name || '_whole');
    execute format('drop table %I', t.name || '_whole');
  end loop;
  for fk in select * from kept_keys loop
    execute format('alter table %s add constraint %I %s', fk.tab, fk.conname, fk.def);
  end loop;
end $$;
