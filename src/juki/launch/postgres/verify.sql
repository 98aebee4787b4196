-- What is not as it has to be: one row each (what, by which statement an administrator mends it).
-- %(app)s and %(owner)s are the two roles, %(history)s the tables that only grow,
-- %(staying)s those whose rows are never removed, the limits numbers of connections that suffice.
with role as (
    select r.* from pg_roles r where r.rolname in (%(app)s, %(owner)s)
), here as (
    select d.* from pg_database d where d.datname = current_database()
)
select rolname || ' は ' || attribute || ' を持つ',
       'ALTER ROLE ' || quote_ident(rolname) || ' NO' || attribute
from role, lateral (values
    ('SUPERUSER', rolsuper), ('CREATEDB', rolcreatedb), ('CREATEROLE', rolcreaterole),
    ('REPLICATION', rolreplication), ('BYPASSRLS', rolbypassrls)) as held(attribute, is_held)
where is_held

union all  -- membership would lend another role's rights
select role.rolname || ' は ' || g.rolname || ' に属する',
       'REVOKE ' || quote_ident(g.rolname) || ' FROM ' || quote_ident(role.rolname)
from role join pg_auth_members m on m.member = role.oid join pg_roles g on g.oid = m.roleid

union all  -- no way into another system's database
select role.rolname || ' は ' || d.datname || ' に接続できる',
       'REVOKE CONNECT ON DATABASE ' || quote_ident(d.datname) || ' FROM PUBLIC, ' || quote_ident(role.rolname)
from role, pg_database d
where d.datallowconn and d.datname <> current_database() and has_database_privilege(role.oid, d.oid, 'CONNECT')

union all  -- the app role changes rows and nothing else
select role.rolname || ' は ' || here.datname || ' の ' || p || ' を持つ',
       'REVOKE ' || p || ' ON DATABASE ' || quote_ident(here.datname) || ' FROM PUBLIC, ' || quote_ident(role.rolname)
from role, here, unnest(array['TEMPORARY', 'CREATE']) p
where role.rolname = %(app)s and has_database_privilege(role.oid, here.oid, p)

union all
select role.rolname || ' はスキーマ ' || nspname || ' に作成できる',
       'REVOKE CREATE ON SCHEMA ' || quote_ident(nspname) || ' FROM PUBLIC, ' || quote_ident(role.rolname)
from role, pg_namespace n
where role.rolname = %(app)s and has_schema_privilege(role.oid, n.oid, 'CREATE')

union all  -- who owns a table may do anything with it
select role.rolname || ' は ' || c.oid::regclass || ' を所有する',
       'ALTER TABLE ' || c.oid::regclass || ' OWNER TO ' || quote_ident(%(owner)s)
from role join pg_class c on c.relowner = role.oid
where role.rolname = %(app)s

union all  -- audit and history only grow
select role.rolname || ' は ' || t || ' の ' || p || ' を持つ',
       'REVOKE ' || p || ' ON ' || t || ' FROM ' || quote_ident(role.rolname)
from role, unnest(%(history)s::text[]) t, unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) p
where role.rolname = %(app)s
  and case p when 'UPDATE' then has_any_column_privilege(role.oid, t, p) else has_table_privilege(role.oid, t, p) end

union all  -- what changes and stays
select role.rolname || ' は ' || t || ' の ' || p || ' を持つ',
       'REVOKE ' || p || ' ON ' || t || ' FROM ' || quote_ident(role.rolname)
from role, unnest(%(staying)s::text[]) t, unnest(array['DELETE', 'TRUNCATE']) p
where role.rolname = %(app)s and has_table_privilege(role.oid, t, p)

union all  -- which shape a database has is the owner's to say
select role.rolname || ' は ' || t.oid::regclass || ' の ' || p || ' を持つ',
       'REVOKE ' || p || ' ON ' || t.oid::regclass || ' FROM ' || quote_ident(role.rolname)
from role, pg_class t, unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) p
where role.rolname = %(app)s and t.oid = to_regclass('django_migrations')
  and case p when 'UPDATE' then has_any_column_privilege(role.oid, t.oid, p) else has_table_privilege(role.oid, t.oid, p) end

union all  -- one system cannot take the connections of all
select rolname || ' の接続数に上限がない',
       'ALTER ROLE ' || quote_ident(rolname) || ' CONNECTION LIMIT '
       || case when rolname = %(app)s then %(app_limit)s::int else %(owner_limit)s::int end
from role where rolconnlimit = -1

union all  -- the same sort order everywhere
select '文字コードまたは並び順が違う (' || pg_encoding_to_char(encoding) || ', ' || datcollate || ', ' || datctype || ')',
       'CREATE DATABASE … TEMPLATE template0 ENCODING ''UTF8'' LC_COLLATE ''C'' LC_CTYPE ''C.UTF-8'''
from here
where pg_encoding_to_char(encoding) <> 'UTF8' or datlocprovider = 'i'
   or datcollate not in ('C', 'POSIX', 'C.UTF-8', 'C.utf8') or datctype not in ('C.UTF-8', 'C.utf8')

union all
select 'fsync が off', 'ALTER SYSTEM SET fsync = on' where current_setting('fsync') <> 'on'
