import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An authority of the tests' own, made with openssl in a folder; P-256, so that a handshake is cheap. */
export class Authority {
  readonly folder: string;
  readonly caFile: string;
  #serial = 1;

  constructor(folder: string, name = 'ca') {
    this.folder = folder;
    this.caFile = join(folder, `${name}.crt`);
    this.#openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      join(folder, `${name}.key`),
      '-out',
      this.caFile,
    );
  }

  get ca(): string {
    return readFileSync(this.caFile, 'utf8');
  }

  /** A certificate for a name; also good for a server on 127.0.0.1. */
  issue(name: string): { certFile: string; keyFile: string; cert: string; key: string } {
    this.#serial += 1;
    const at = join(this.folder, `${name}-${this.#serial}`);
    const [keyFile, certFile] = [`${at}.key`, `${at}.crt`];
    writeFileSync(`${at}.ext`, 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
    this.#openssl(
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      keyFile,
      '-out',
      `${at}.csr`,
    );
    this.#openssl(
      'x509',
      '-req',
      '-in',
      `${at}.csr`,
      '-CA',
      this.caFile,
      '-CAkey',
      this.caFile.replace('.crt', '.key'),
      '-set_serial',
      String(this.#serial),
      '-days',
      '2',
      '-extfile',
      `${at}.ext`,
      '-out',
      certFile,
    );
    return { certFile, keyFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  }

  /** The list of what is revoked, signed anew. @param revoked certificates to add to it */
  revocations(...revoked: string[]): string {
    const [config, list] = [join(this.folder, 'crl.conf'), this.caFile.replace('.crt', '.crl.pem')];
    const index = this.caFile.replace('.crt', '.index');
    if (!existsSync(index)) writeFileSync(index, '');
    const key = this.caFile.replace('.crt', '.key');
    writeFileSync(
      config,
      `[ca]\ndefault_ca = own\n[own]\ndatabase = ${index}\ncertificate = ${this.caFile}\nprivate_key = ${key}
default_md = sha256\ndefault_crl_days = 2\nunique_subject = no\n`,
    );
    for (const certFile of revoked) this.#openssl('ca', '-config', config, '-revoke', certFile);
    this.#openssl('ca', '-config', config, '-gencrl', '-out', list);
    return list;
  }

  #openssl(...args: string[]): void {
    execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  }
}
