// Texts of the login page.

import { common } from "./common.js";

/** "45 segundos", "1 minuto", "3 minutos": how long to wait, rounded up. */
function span(milliseconds) {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  if (seconds <= 120) return seconds === 1 ? "1 segundo" : `${seconds} segundos`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minuto" : `${minutes} minutos`;
}

export const login = {
  title: `Entrar · ${common.product}`,
  heading: `Entrar no ${common.product}`,
  lead: "Atendentes e supervisores do WebChat",
  company: "Empresa",
  choose: "Escolha a empresa",
  user: "Usuário",
  password: "Senha",
  submit: "Entrar",
  submitting: "Entrando…",
  loading: "Carregando…",
  expired: common.error("not_signed_in"),
  missing: { tenant: "Escolha a empresa.", user: "Escreva o usuário.", password: "Escreva a senha." },
  wrong: "Usuário ou senha incorretos. Confira e escreva a senha de novo.",
  tooMany: (wait, time) => wait > 0
    ? `Muitas tentativas. Tente de novo em ${span(wait)}, às ${time}.`
    : "Muitas tentativas. Aguarde alguns minutos e tente de novo.",
  unavailable: "O serviço está indisponível no momento. Tente de novo em instantes.",
  unreachable: "Sem conexão com o servidor. Confira a sua rede e tente de novo.",
  noCompanies: "Nenhuma empresa pôde ser carregada.",
  again: "Tentar de novo",
  signedInHeading: "Você já entrou",
  signedIn: (name, company) => `Neste navegador está ${name}, da empresa ${company}.`,
  /** @param kind of the account that is signed in. */
  kind: { agent: "Atendente", supervisor: "Supervisor" },
  goOn: (name) => `Continuar como ${name}`,
  leave: "Sair e entrar com outra conta",
  leaving: "Saindo…",
};
