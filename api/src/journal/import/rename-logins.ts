import type { InStatement } from '@libsql/client'

/** A record whose login the source changed. */
export interface LoginRename {
  readonly personId: string
  readonly from: string
  readonly to: string
}

/**
 * Lets journal accounts follow their renamed records: the old login opens nothing any more. In two steps, so that logins may change places.
 * An account that stands in the way belongs to nobody on the roster; then the old login is only closed.
 */
export function renameLoginStatements(renames: readonly LoginRename[]): InStatement[] {
  if (renames.length === 0) return []
  const args = [JSON.stringify(renames.map(({ personId, from, to }) => [personId, from, to]))]
  const given = '(SELECT value ->> 0 AS person_id, value ->> 1 AS old, value ->> 2 AS new FROM json_each(?))'
  return [
    {
      sql: `UPDATE ezhd_users SET username = '~' || id
            WHERE (person_id, username) IN (SELECT person_id, old FROM ${given})`,
      args,
    },
    {
      sql: `UPDATE OR IGNORE ezhd_users SET username = r.new, display_username = r.new
            FROM ${given} AS r WHERE ezhd_users.person_id = r.person_id AND ezhd_users.username = '~' || ezhd_users.id`,
      args,
    },
  ]
}
