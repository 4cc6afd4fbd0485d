import { importKinds } from '@/db/values'
import { fileFormats } from '@/lib/exchange/files'
import classes from './docs.module.css'
import { Example } from './operation-view'

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

/** What a file push goes through, from the upload to its end, and the columns that need no mapping. */
export function ImportGuide({ home }: { home: string }) {
  return (
    <>
      <h3 id="pushing-files">Pushing files</h3>
      <p>
        Upload CSV or XLSX as a form, with a token of the scope <code>import</code>. Nothing is written yet: a job reads
        the files and tries them. Ask for the import until its status rests. <code>checked</code>: its report says what
        would change; commit it with the <code>version</code> you read, or discard it. <code>refused</code>: its
        findings name each row, what is wrong and what to do; mend the files and upload them anew. <code>mapping</code>:
        some headers are not ours; say what they mean at <code>/imports/{'{id}'}/mapping</code> or once on the page,
        under a name to give as <code>source</code> from then on. <code>committed</code>: everything is in, in one
        transaction. <code>failed</code>: nothing is, and <code>problem</code> says why. Back at <code>checked</code>{' '}
        after a commit means that somebody changed the organisation in between: look at the new report and commit that.
        The field <code>commit</code> set to <code>true</code> with the upload leaves the step in the middle out. One
        upload at a time: the next waits. The sample organisation tries everything and keeps nothing.
      </p>
      <Example title="From files to the end">{push(home)}</Example>
      <p>
        These headers need no mapping, in any order; comma, semicolon or tab separate, days are YYYY-MM-DD. Units and
        people are for HR and administrators, ratings for HR, with the name of their <code>cycle</code>.
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
