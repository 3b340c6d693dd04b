-- Divides the projection of strength by patient into eight tables, with PostgreSQL's own partitions.
-- docs/operations/several-nodes.md says when that is worth it and what it costs. Readers and writers wait while it runs.
begin;
lock table MYO_STRENGTH in access exclusive mode;
alter table MYO_STRENGTH rename to MYO_STRENGTH_WHOLE;
create table MYO_STRENGTH (like MYO_STRENGTH_WHOLE, primary key (RES_ID, PATIENT)) partition by hash (PATIENT);
do $$
begin
  for part in 0..7 loop
    execute format('create table MYO_STRENGTH_%s partition of MYO_STRENGTH for values with (modulus 8, remainder %s)', part, part);
  end loop;
end $$;
insert into MYO_STRENGTH select * from MYO_STRENGTH_WHOLE;
drop table MYO_STRENGTH_WHOLE;
create index IDX_MYO_STRENGTH_PATIENT on MYO_STRENGTH (PATIENT);
create index IDX_MYO_STRENGTH_ITEM on MYO_STRENGTH (ITEM, SIDE, STANDING, GRADE);
create index IDX_MYO_STRENGTH_COHORT on MYO_STRENGTH (COHORT, AMOUNT, RES_ID);
-- After the rows: the grades that are there are counted already.
create trigger MYO_COUNT_INSERT after insert on MYO_STRENGTH referencing new table as NEW_ROWS
  for each statement execute function MYO_COUNT_GRADES();
create trigger MYO_COUNT_UPDATE after update on MYO_STRENGTH referencing old table as OLD_ROWS new table as NEW_ROWS
  for each statement execute function MYO_COUNT_GRADES();
create trigger MYO_COUNT_DELETE after delete on MYO_STRENGTH referencing old table as OLD_ROWS
  for each statement execute function MYO_COUNT_GRADES();
commit;
analyze MYO_STRENGTH;
