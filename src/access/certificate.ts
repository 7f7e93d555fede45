/** Certificate and key for TLS, from files: checked before they are used, and read again when they change. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { messageOf, ResponsaError } from '../errors.js';
import { sha256 } from '../text.js';

export interface Certificate {
  /** PEM: the service's certificate first, then those that signed it. */
  readonly certificate: string;
  /** PEM. */
  readonly key: string;
  /** The day on which it ends, as the certificate has it. */
  readonly validTo: string;
  /** Differs when either file does. */
  readonly digest: string;
}

export interface CertificateFiles {
  readonly tlsCertificate: string;
  readonly tlsKey: string;
}

/** Reads both; ResponsaError('environment') when one cannot be read or is no PEM, or when the key is not the certificate's. */
export async function readCertificate({ tlsCertificate, tlsKey }: CertificateFiles): Promise<Certificate> {
  const [certificate, key] = await Promise.all([readPem(tlsCertificate), readPem(tlsKey)]);
  const parsed = inPem(tlsCertificate, 'certificate', () => new X509Certificate(certificate));
  const isPair = parsed.checkPrivateKey(inPem(tlsKey, 'private key', () => createPrivateKey(key)));
  if (!isPair) throw new ResponsaError('environment', `The key in ${tlsKey} is not that of the certificate in ${tlsCertificate}.`, 'Give the two files that belong together (settings tlsCertificate, tlsKey), the service\'s own certificate first.');
  return { certificate, key, validTo: parsed.validTo, digest: sha256(certificate + key) };
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ResponsaError('environment', `The file ${file} for TLS cannot be read: ${messageOf(error)}.`, 'The settings tlsCertificate and tlsKey name PEM files that the service may read.', { cause: error });
  }
}

function inPem<T>(file: string, what: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new ResponsaError('environment', `The file ${file} holds no ${what}: ${messageOf(error)}.`, 'Expected is PEM ("-----BEGIN …"), without a passphrase.', { cause: error });
  }
}
