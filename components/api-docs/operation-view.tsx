import type { Schema } from '@/lib/api/example'
import classes from './docs.module.css'
import { FieldTable } from './field-table'
import { bodyOf, curlOf, type Described, fieldsOf, parametersOf, typeOf } from './reading'
import { Words } from './words'

/** One request: what it does, what it takes, what it answers, and an example of both. */
export function OperationView({ home, ...described }: Described & { home: string }) {
  const { id, path, method, operation } = described
  const parameters = parametersOf(operation).map(({ name, in: where, required, schema, description }) => ({
    id: `${where} ${name}`,
    name,
    type: typeOf((schema ?? {}) as Schema),
    isNeeded: required ?? false,
    about: description ?? (schema && 'description' in schema ? schema.description : '') ?? '',
    depth: 0,
  }))
  const scope = operation.security?.[0]?.bearer?.[0]
  const sent =
    operation.requestBody && 'content' in operation.requestBody ? bodyOf(operation.requestBody.content) : null
  const answered = Object.values(operation.responses ?? {}).find((one) => one && 'content' in one)
  const answer = answered && 'content' in answered ? bodyOf(answered.content) : null
  return (
    <article className={classes.operation} aria-labelledby={id}>
      <h3 id={id}>
        <a href={`#${id}`}>{operation.summary}</a>
      </h3>
      <p className={classes.address}>
        <span className={classes.method}>{method.toUpperCase()}</span> <code>{path}</code>
        {scope ? <span className={classes.scope}>scope {scope}</span> : null}
      </p>
      <p className={classes.prose}>
        <Words>{operation.description}</Words>
      </p>
      {parameters.length > 0 ? <FieldTable caption="In the address" fields={parameters} /> : null}
      {sent ? <FieldTable caption={`Body (${sent.type})`} fields={fieldsOf(sent.schema)} /> : null}
      {answer ? <FieldTable caption={`Answer (${answer.type})`} fields={fieldsOf(answer.schema)} /> : null}
      <Example title="Request">{curlOf(described, home)}</Example>
      {answer?.example === undefined ? null : (
        <Example title="Answer">{JSON.stringify(answer.example, null, 2)}</Example>
      )}
    </article>
  )
}

export function Example({ title, children }: { title: string; children: string }) {
  return (
    <figure className={classes.example}>
      <figcaption>{title}</figcaption>
      <pre>
        <code>{children}</code>
      </pre>
    </figure>
  )
}
