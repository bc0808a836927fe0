// Texts of the search for records ("Atendimentos") and of one record.

import { common } from "./common.js";

/** Names of well-known fields; any other is shown by its own name. */
const fieldNames = {
  externalId: "Código do cliente", name: "Nome", email: "E-mail", phone: "Telefone", document: "CPF/CNPJ",
  assunto: "Assunto", resolvido: "Resolvido", observacoes: "Observações", observacao: "Observação",
  descricao: "Descrição", solucao: "Solução", motivo: "Motivo", texto: "Mensagem",
};

function readable(name) {
  const words = name.replaceAll(/[_-]+/g, " ").replaceAll(/([a-zà-ú])([A-Z])/g, "$1 $2").trim();
  return words === "" ? name : words[0].toUpperCase() + words.slice(1);
}

const search = {
  heading: "Atendimentos",
  label: "Busca de atendimentos",
  number: "Protocolo",
  customer: "Cliente",
  customerHint: "Nome, e-mail, telefone ou documento",
  text: "Texto",
  textHint: "Palavras da conversa ou dos dados",
  state: "Situação",
  channel: "Canal",
  queue: "Fila",
  agent: "Atendente",
  from: "De",
  to: "Até",
  any: "Todas",
  anyChannel: "Todos",
  anyAgent: "Todos",
  more: "Mais filtros",
  submit: "Buscar",
  clear: "Limpar",
  backwards: "A data «De» vem depois da data «Até».",
  zone: (zone) => `Datas no fuso da empresa (${zone})`,
};

const results = {
  caption: "Atendimentos encontrados, os mais novos primeiro",
  columns: {
    protocol: "Protocolo", openedAt: "Aberto em", customer: "Cliente", channel: "Canal", queue: "Fila",
    agent: "Atendente", state: "Situação",
  },
  loading: "Buscando…",
  empty: "Nenhum atendimento encontrado. Confira os filtros ou busque por menos palavras.",
  emptyAll: "Ainda não há atendimentos.",
  count: (count, hasMore) => {
    const found = count === 1 ? "1 atendimento" : `${count} atendimentos`;
    return hasMore ? `${found}; há mais` : found;
  },
  more: "Mais resultados",
  loadingMore: "Buscando mais…",
  nobody: "—",
  unnamed: "Sem identificação",
};

const record = {
  heading: (number) => `Protocolo ${number}`,
  back: "Voltar à lista",
  edit: "Editar",
  refresh: "Atualizar",
  loading: "Abrindo o atendimento…",
  missing: "Não há atendimento com este protocolo, ou ele não é seu.",
  facts: "Resumo",
  fact: {
    openedAt: "Aberto em", finishedAt: "Sessão encerrada em", closedAt: "Fechado em", channel: "Canal",
    subject: "Assunto", queue: "Fila", agent: "Atendente", outcome: "Resultado", previous: "Protocolo anterior",
    due: "Responder até", revision: "Revisão",
  },
  outcome: {
    answered: "Atendido", abandoned_queue: "Cliente desistiu", refused: "Não atendido",
    bot_contained: "Resolvido pelo bot", customer_timeout: "Cliente ficou em silêncio",
    offline_form: "Formulário recebido", unsaved: "Encerrado sem salvar",
  },
  erased: (moment) => `Os dados pessoais deste atendimento foram apagados em ${moment}. `
    + "Nomes e textos não existem mais; os números e as datas ficam.",
  transcript: "Conversa",
  noLines: "A conversa não tem linhas.",
  linesShown: (count) => count === 1 ? "1 linha" : `${count} linhas`,
  moreLines: "Mostrar mais linhas",
  loadingLines: "Carregando…",
  erasedLine: "Texto apagado",
  noText: "Sem texto",
  customer: "Dados do cliente",
  service: "Dados do atendimento",
  noCustomer: "Nada foi registrado sobre o cliente.",
  noService: "Nada foi registrado sobre o atendimento.",
  erasedData: "Dados apagados.",
  explanation: "Por que foi assim",
  explanationLoading: "Carregando a explicação…",
  explanationMissing: "A explicação não pôde ser carregada.",
};

const revisions = {
  heading: "Revisões",
  none: "O registro nunca foi salvo.",
  item: (number) => `Revisão ${number}`,
  final: "Final",
  draft: "Rascunho",
  byAgent: (name) => `por ${name}`,
  bySupervisor: (name) => `por ${name} (supervisor)`,
  byCustomer: "pelo cliente, durante o atendimento",
  unchanged: "Nenhum dado mudou.",
  erased: "Dados apagados.",
  whole: "A revisão anterior não está disponível; estes são todos os dados.",
  customer: "Cliente",
  service: "Atendimento",
  kind: { added: "incluído", changed: "alterado", removed: "removido" },
  before: "antes:",
  after: "agora:",
};

const fenced = {
  heading: "O que o bot disse depois de sair",
  lead: "O bot já tinha sido substituído: ninguém viu estas mensagens na conversa.",
  handOver: (target) => `Pediu para transferir para ${target}`,
  subject: (label) => `o assunto ${label}`,
  queue: (name) => `a fila ${name}`,
  silent: "Sem texto",
};

/** Unlike elsewhere, nothing is tried again by itself here. */
const failures = {
  unavailable: "O serviço está indisponível no momento. Tente de novo em instantes.",
  unreachable: "Sem conexão com o servidor. Tente de novo em instantes.",
  rate_limited: "Muitas consultas em pouco tempo. Aguarde um instante e tente de novo.",
};

const failure = {
  sentence: (code) => failures[code] ?? common.error(code),
  again: "Tentar de novo",
  login: "Entrar",
};

export const protocols = {
  failure, search, results, record, revisions, fenced,
  field: (name) => fieldNames[name] ?? readable(name),
  truth: (value) => value ? common.yes : common.no,
  path: (names) => names.join(" › "),
};
