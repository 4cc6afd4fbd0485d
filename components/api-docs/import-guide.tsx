import { importKinds } from '@/db/values'
import { fileFormats } from '@/lib/exchange/files'
import classes from './docs.module.css'
import { Example } from './operation-view'
import { Words } from './words'

const push = (home: string) => `curl -X POST "${home}/api/v1/imports" \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Idempotency-Key: $(uuidgen)" \\
  -F "files=@units.csv" -F "files=@people.csv"
# … "id": "0199d3c4-…", "status": "reading", "version": 1

# once a second, until the status rests
curl "${home}/api/v1/imports/0199d3c4-…" -H "Authorization: Bearer $TOKEN"
# … "status": "checked", "version": 4, "report": { "errors": 0, "changes": { … } }

curl -X POST "${home}/api/v1/imports/0199d3c4-…/commit" \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Idempotency-Key: $(uuidgen)" \\
  -H "Content-Type: application/json" \\
  -d '{"version":4}'
# … "status": "committing"; ask again until it is "committed"`

const states = [
  [
    'checked',
    'Its report says what would change. Commit it with the `version` that you read, or discard it. After a commit: somebody changed the organisation in between and nothing was kept; look at the new report and commit that.',
  ],
  ['refused', 'Its findings name each row, what is wrong and what to do. Mend the files and upload them anew.'],
  [
    'mapping',
    'Something has to be said first: `problem` says what, or some headers are not ours. Say what they mean at `/imports/{id}/mapping`, or once on the page under a name to give as `source` from then on.',
  ],
  ['committed', 'Everything is in, by one transaction.'],
  ['failed', 'Nothing is in, and `problem` says why.'],
] as const

/** What a file push goes through, from the upload to its end, and the columns that need no mapping. */
export function ImportGuide({ home }: { home: string }) {
  return (
    <>
      <h3 id="pushing-files">Pushing files</h3>
      <p>
        Upload CSV or XLSX as a form, with a token of the scope <code>import</code>. A job reads the files and tries
        them; nothing is written yet. Ask for the import once a second until its status rests.
      </p>
      <dl className={classes.states}>
        {states.map(([status, meaning]) => (
          <div key={status}>
            <dt>
              <code>{status}</code>
            </dt>
            <dd>
              <Words>{meaning}</Words>
            </dd>
          </div>
        ))}
      </dl>
      <p>
        The field <code>commit</code> set to <code>true</code> with the upload leaves the step in the middle out. The
        sample organisation tries everything and keeps nothing.
      </p>
      <Example title="From files to the end">{push(home)}</Example>
      <p>
        These headers need no mapping, in any order; comma, semicolon or tab separate, days are YYYY-MM-DD. Units and
        people are for HR and administrators. Ratings are for HR, with the field <code>cycle</code>: the name of the
        cycle that they belong to, also where a column says it.
      </p>
      <table className={classes.headers}>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Must be there</th>
            <th scope="col">May be there</th>
          </tr>
        </thead>
        <tbody>
          {importKinds.map((kind) => (
            <tr key={kind}>
              <th scope="row">{kind}</th>
              <td>{named(kind, true)}</td>
              <td>{named(kind, false)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const named = (kind: (typeof importKinds)[number], isNeeded: boolean) =>
  fileFormats[kind].columns
    .filter(({ needed = false }) => needed === isNeeded)
    .map(({ name }) => name)
    .join(', ')
