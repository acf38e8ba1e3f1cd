import { useState } from 'preact/hooks';
import { sentenceOf, useApp } from '../app.ts';
import { Button } from '../parts/button.tsx';

interface Fault {
  readonly line: number;
  readonly column: string;
  readonly zh: string;
  readonly en: string;
}
interface Report {
  readonly imported: boolean;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly levels: number;
  readonly encoding: string;
  readonly unknownHeadings: readonly string[];
  readonly faultCount: number;
  readonly faults: readonly Fault[];
}

/** A sheet of goods, CSV or Excel: first it says what would change and what is wrong, then a person says yes. */
export function ImportPanel() {
  const app = useApp();
  const { language, hub } = app;
  const [file, setFile] = useState<File | undefined>(undefined);
  const [report, setReport] = useState<Report | undefined>(undefined);
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const send = async (chosen: File, query: string) => {
    const answer = await hub.upload<Report>(`/catalogue/import${query}`, chosen);
    if (answer.ok) setReport(answer.value);
    else await language.need(['problems']).catch(() => undefined);
    setTrouble(answer.ok ? undefined : sentenceOf(app, answer.problem));
  };
  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    setReport(undefined);
    setTrouble(undefined);
    if (chosen !== undefined) void send(chosen, '?dry=1');
  };
  return (
    <details class="panel" data-testid="import-panel">
      <summary>{language.t('import.title')}</summary>
      <div class="import">
        <label class="field">
          <span>{language.t('import.file')}</span>
          <input
            type="file"
            accept=".csv,.txt,.xlsx"
            data-testid="import-file"
            onChange={(event) => choose(event.currentTarget.files?.[0])}
          />
        </label>
        {trouble !== undefined && (
          <p role="alert" class="bad" data-testid="import-trouble">
            {trouble}
          </p>
        )}
        {report !== undefined && file !== undefined && <Said report={report} onSend={(query) => send(file, query)} />}
      </div>
    </details>
  );
}

function Said({ report, onSend }: { report: Report; onSend: (query: string) => Promise<void> }) {
  const { language } = useApp();
  const { added, changed, same, levels, faultCount, unknownHeadings } = report;
  const isNews = added + changed + levels > 0;
  return (
    <>
      <p role="status" data-testid="import-report" data-imported={report.imported}>
        <b>{language.t(report.imported ? 'import.done' : 'import.would')}</b>{' '}
        {language.t('import.counts', { added, changed, same, levels })}
      </p>
      {unknownHeadings.length > 0 && (
        <p class="sub">{language.t('import.not-used', { columns: unknownHeadings.join(', ') })}</p>
      )}
      {faultCount > 0 && (
        <>
          <p class="bad">{language.t('import.faults', { n: faultCount })}</p>
          <ul class="rows import-faults">
            {report.faults.map((one) => (
              <li key={`${one.line} ${one.column} ${one.en}`} data-testid="import-fault">
                <b>{language.t('import.line', { n: one.line })}</b>
                <span class="grow">
                  {one.column}: {language.name({ nameZh: one.zh, nameEn: one.en })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {!report.imported && isNews && (
        <Button
          look="primary"
          icon="check"
          testid="import-now"
          onAct={() => onSend(faultCount > 0 ? '?partial=1' : '')}
        >
          {language.t(faultCount > 0 ? 'import.right-rows' : 'import.now')}
        </Button>
      )}
    </>
  );
}
