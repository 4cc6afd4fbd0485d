import { Headline } from '@/components/ui/headline'
import { BrandMark } from '@/components/ui/icon'
import classes from './docs.module.css'
import { Guide } from './guide'
import { OperationView } from './operation-view'
import { type ApiDocument, groupsOf, slugOf } from './reading'

/** The whole API on one page, made on the server from its own description: nothing is fetched from anywhere. */
export function DocsView({ document, home }: { document: ApiDocument; home: string }) {
  const groups = groupsOf(document)
  const count = groups.reduce((sum, { operations }) => sum + operations.length, 0)
  return (
    <div className={classes.page}>
      <nav className={classes.index} aria-label="Contents">
        <a className={classes.brand} href="/">
          <BrandMark /> Gravitas
        </a>
        <ul className={classes.contents}>
          <li>
            <a href="#start">Start here</a>
          </li>
          {groups.map(({ tag, operations }) => (
            <li key={tag}>
              <a href={`#${slugOf(tag)}`}>{tag}</a>
              <ul>
                {operations.map(({ id, operation }) => (
                  <li key={id}>
                    <a className={classes.inner} href={`#${id}`}>
                      {operation.summary}
                    </a>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </nav>
      <main className={classes.body}>
        <Headline
          title={`${count} requests: everything the pages do.`}
          lede={document.info.description}
          meta={
            <a className={classes.link} href="/api/v1/openapi.json">
              OpenAPI 3.1 as JSON
            </a>
          }
        />
        <Guide home={home} />
        {groups.map(({ tag, about, operations }) => (
          <section key={tag} aria-labelledby={slugOf(tag)}>
            <h2 className={classes.tag} id={slugOf(tag)}>
              {tag}
            </h2>
            <p className={classes.about}>{about}</p>
            {operations.map((one) => (
              <OperationView key={one.id} {...one} home={home} />
            ))}
          </section>
        ))}
      </main>
    </div>
  )
}
