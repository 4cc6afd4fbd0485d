import classes from './docs.module.css'
import type { Field } from './reading'
import { Words } from './words'

/** Fields with their type and meaning; those inside others stand further in. */
export function FieldTable({ caption, fields }: { caption: string; fields: Field[] }) {
  if (fields.length === 0) return null
  return (
    <details className={classes.fields} open={fields.length <= 12}>
      <summary>
        {caption} <span className={classes.count}>{fields.length === 1 ? 'one field' : `${fields.length} fields`}</span>
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.id}>
              <th scope="row" data-depth={Math.min(field.depth, 4)}>
                <code>{field.name}</code>
              </th>
              <td>
                {field.type}
                {field.isNeeded ? null : <span className={classes.count}> optional</span>}
              </td>
              <td>
                <Words>{field.about}</Words>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
