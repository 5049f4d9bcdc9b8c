/** One sentence for every failure code: who refused what, and the way on. */
export const failures = {
  'failure.input-invalid': '请求无效：{detail}。',
  'failure.flag-invalid': '-{flag} 的值“{value}”无效：{expected}。',
  'failure.flag-unknown': '没有参数 {flag}。运行“parley {command} --help”查看列表。',
  'failure.command-unknown': '没有命令“{command}”。运行“parley --help”查看列表。',
  'failure.provider-unknown': '提供商无效：{provider}。已知的提供商：{known}。',
  'failure.session-service-unknown': '会话服务名称无效：{service}。此版本支持：{known}。',
  'failure.base-url-invalid':
    '{provider} 的基础 URL“{url}”无效。它必须是 http 或 https 地址，例如 https://api.openai.com/v1，且不含用户名和密码。',
  'failure.message-empty': '消息为空。请先写点内容。',
  'failure.message-too-long': '消息大小为 {size} MB，超过 {limit} MB 的上限。请缩短或拆分。',
  'failure.session-missing': '没有 ID 为“{id}”的对话。',
  'failure.session-exists': '已有另一个 ID 为 {id} 的对话。请先删除它，再重试。',
  'failure.call-missing': '这条回答中没有 ID 为“{id}”的调用。',
  'failure.message-missing': '这个对话中没有 ID 为“{id}”的消息。',
  'failure.run-missing': '没有 ID 为“{id}”的运行。',
  'failure.run-complete': '上一条回答已经完整，无需继续。请改为发送新消息。',
  'failure.marks-busy': '另一个程序正在不断标记这个对话。请稍后再试。',
  'failure.marks-too-many': '一个对话最多保留 {limit} 个标记。请在“上下文”中去掉一些，或压缩较早的内容。',
  'failure.nothing-to-fold': '没有可压缩的内容：最近几轮始终保持完整，而它们之前没有消息。',
  'failure.run-active': '这个对话仍在回答。请先停止，或等待结束。',
  'failure.method-unknown': '没有方法“{method}”。',
  'failure.link-refused': 'Parley 只打开 http、https 和 mailto 链接。',
  'failure.updates-no-feed': '尚未设置更新来源。',
  'failure.updates-unreachable': '更新来源没有回应：{detail}。',
  'failure.updates-not-understood': '更新来源给出的内容不是版本列表。',
  'failure.archive-newer':
    '这份存档由更新版本的 Parley 写入（格式 {found}，此版本支持 {known}）。请安装更新的版本；未导入任何内容。',
  'failure.archive-interrupted': '这次导出或导入已中断。请重新开始。',
  'failure.batch-invalid':
    '无法读取第 {place} 个对话：{detail}。它必须是 JSON：一段文本，或由含 role 和 content 的消息组成的列表。未发送任何请求。',
  'failure.import-unknown':
    'Parley 无法读取这个文件。它能读取自己的存档、ChatGPT 和 Claude 的 conversations.json，以及 LM Deluge 的日志。',
  'failure.import-packed': '这个文件是压缩包。请解压后选择其中的 conversations.json。',
  'failure.file-unreadable': '无法读取文件 {path}（{reason}）。',
  'failure.file-unwritable': '无法写入文件 {path}（{reason}）。',
  'failure.key-unreadable':
    '{provider} 的密钥在本机上无法读取（{detail}）：系统的密钥存储可能已被重置，或配置文件夹来自另一台电脑。请在“设置”的“提供商”中重新输入。',
  'failure.key-missing': '{provider} 需要密钥。请在设置中添加，或设置环境变量 {variable}。',
  'failure.key-wanted': '{provider} 要求密钥，但没有发送任何密钥。请在设置中添加。',
  'failure.key-refused': '{provider} 拒绝了密钥。请在设置中检查。',
  'failure.quota-exhausted': '{provider} 账户的余额已用完。请充值，或选择其他提供商。',
  'failure.rate-limited': '{provider} 限制了请求频率。请稍等片刻再试。',
  'failure.option-unsupported': '{provider} 在此协议下不接受“{option}”（{reason}）。请在设置的“运行”中更改。',
  'failure.embeddings-unsupported':
    '{provider} 在此协议下无法生成文本向量。请选择使用 OpenAI 协议的提供商和一个嵌入模型。',
  'failure.model-missing': '尚未为 {provider} 选择模型。请在设置中选择。',
  'failure.model-unknown': '{provider} 没有模型“{model}”。请选择其他模型。',
  'failure.model-unresolved':
    'Parley 已知的提供商中没有模型“{model}”。相近的有：{near}。如果名称无误，请同时指定提供商。',
  'failure.model-unheard': 'Parley 已知的提供商中没有模型“{model}”。如果名称无误，请同时指定提供商。',
  'failure.context-too-long':
    '对话超出了 {model} 能读取的长度。请将较早的部分压缩成摘要、省略最早的消息，或选择更大的模型。',
  'failure.request-too-large':
    '{provider} 不接受这么大的请求（{size} MB）。请将对话较早的部分压缩成摘要、省略最早的消息，或缩短消息。',
  'failure.request-refused': '{provider} 拒绝了请求（{status}）。',
  'failure.file-not-taken': 'Parley 无法在此处把 {mediaType} 类型的文件交给 {model}。',
  'failure.spending-reached': '已达到每天的支出限额。可在“设置”的“限额”中修改。',
  'failure.provider-overloaded': '{provider} 负载过高。请稍后再试。',
  'failure.provider-broken': '{provider} 返回了自身的错误（{status}）。请稍后再试。',
  'failure.provider-unreachable': '无法通过 {host} 连接 {provider}（{reason}）。请检查地址和网络。',
  'failure.proxy-invalid': '无法使用代理 {proxy}。地址必须形如 http://host:port 或 https://host:port。',
  'failure.proxy-unreachable':
    '无法连接代理 {proxy}（{reason}），因此也无法连接 {host}。请检查设置中的代理和网络。',
  'failure.proxy-login-needed':
    '代理 {proxy} 需要用户名和密码，或拒绝了所提供的用户名和密码（407）。请在设置中将它们写入代理地址。',
  'failure.proxy-refused': '代理 {proxy} 拒绝连接 {host}（{status}）。',
  'failure.certificate-expired':
    '{host} 的证书目前不在有效期内（{reason}）。请检查这台电脑的时钟，或联系服务器的管理者。',
  'failure.certificate-name-wrong': '{host} 出示的证书属于另一个名称。请检查基础 URL；未发送任何内容。',
  'failure.certificate-self-signed':
    '{host} 的证书是自签名的，没有第三方为其担保。如果这是自己的服务器，请在 {provider} 的设置中接受它。',
  'failure.certificate-issuer-unknown':
    '{host} 的证书由这台电脑不认识的机构签发。如果是所在组织的证书，请在 {provider} 的设置中指定证书文件。',
  'failure.certificate-file-invalid':
    '无法使用证书文件 {path}（{reason}）。文件必须可读，并包含 PEM 格式的证书。',
  'failure.tls-too-old': '{host} 只提供过旧、不安全的 TLS 版本。未发送任何内容；服务器需要更新。',
  'failure.tls-missing': '{host} 没有以 TLS 应答。如果这台服务器本来就不使用 TLS，请让地址以 http:// 开头。',
  'failure.header-reserved': '请求头 {name} 由 Parley 自行设置。密钥请填入专门的字段。',
  'failure.body-field-reserved': '字段 {field} 由 Parley 自行设置，不能替换。',
  'failure.first-byte-timeout': '{provider} 在 {seconds} 秒内没有开始回答。请重试。',
  'failure.idle-timeout': '{provider} 在回答中途停顿了 {seconds} 秒。请重试。',
  'failure.total-timeout': '{provider} 的回答超过了 {seconds} 秒。',
  'failure.not-an-endpoint': '地址 {url} 有应答，但不是语言模型。请检查基础 URL；它通常以 /v1 结尾。',
  'failure.stream-cut': '与 {provider} 的连接在回答中途断开。已收到的内容会保留。',
  'failure.answer-empty': '{provider} 没有给出回答：还没有输出就结束了。请重试。',
  'failure.response-invalid': '{provider} 发来了不符合协议的内容：{detail}。',
  'failure.tool-unknown': '没有工具“{tool}”。',
  'failure.tool-arguments-invalid': '{tool} 的参数无效，提示为“{detail}”。',
  'failure.tool-failed': '{tool} 失败，提示为“{detail}”',
  'failure.tool-timeout': '{tool} 在 {seconds} 秒内没有给出结果。',
  'failure.tool-cancelled': '{tool} 已停止。',
  'failure.tool-denied': '用户没有允许 {tool} 的这次调用。',
  'failure.tool-denied-because': '用户没有允许 {tool} 的这次调用：{reason}',
  'failure.tool-forbidden': '设置不允许 {tool} 的这次调用。',
  'failure.tool-unanswered': '没有人及时决定是否允许 {tool} 运行，因此没有运行。',
  'failure.tool-unasked': '{tool} 需要人的批准，而此处没有人可以批准。它没有运行。',
  'failure.tool-repeated': '模型以相同参数请求了 {count} 次 {tool}，运行因此结束。没有再次执行该工具。',
  'failure.tool-too-many': '每轮最多可请求 {limit} 次调用。{tool} 超出上限，没有运行。',
  'failure.tool-output-too-large':
    '{tool} 返回了 {size} MB，而单个结果最多保留 {limit} MB，因此没有保留。工具已经执行；请让它返回较小的部分。',
  'failure.client-tool-taken':
    'Parley 或其服务器已有名为“{tool}”的工具，或所提供的工具中有两个同名。请换一个名称；没有发送任何请求。',
  'failure.tool-unsubmitted': '{tool} 没有及时返回结果：运行它的程序没有提交输出。',
  'failure.output-given': '调用“{id}”已有输出，并保持不变。',
  'failure.outputs-late': '此运行不再等待输出：其状态为 {status}。',
  'failure.call-decided': '这次调用不再需要批准：已有决定，或运行已结束。',
  'failure.folder-refused': '无法向工具开放 {path}：{reason}',
  'failure.folder-window-only': '文件夹和工具只能在 Parley 的窗口中开放，不能在浏览器中或由程序开放。',
  'failure.write-missing': '这项更改已不再保留，因此无法撤回。',
  'failure.write-changed': '{path} 此后又被更改或移除。它保持原样，没有撤回任何内容。',
  'failure.profile-unwritable':
    'Parley 无法写入文件夹 {path}（{reason}）。请解除占用，或在 PARLEY_DATA_DIR 中指定其他文件夹。',
  'failure.profile-newer':
    '{path} 中的数据由更新版本的 Parley 写入（格式 {found}，此版本支持 {known}）。请安装更新的版本；未作任何更改。',
  'failure.profile-locked':
    '另一个 Parley 正在使用文件夹 {path}。请关闭它，或在 PARLEY_DATA_DIR 中指定其他文件夹。',
  'failure.settings-malformed':
    '无法读取 {path} 中的设置（{detail}）。原文件已另存为 {kept}，现使用默认设置。',
  'failure.storage-failed': '数据库未能完成操作（{detail}）。未删除任何内容。',
  'failure.storage-unreachable': '无法连接 {host} 上的数据库（{reason}）。请检查它是否在运行、地址是否正确。',
  'failure.storage-refused': '{host} 上的数据库拒绝了 Parley（{reason}）。请在设置中检查用户、密码和权限。',
  'failure.storage-set-aside':
    '这里显示的是本机上的对话：{host} 上的数据库没有打开（{reason}）。那里的内容没有任何改动，下次启动会再次尝试连接；也可以在“设置”的“存储”中打开它。',
  'failure.storage-full': '数据库 {path} 所在的位置空间不足。已保存的内容仍可读取；请腾出空间后重试。',
  'failure.storage-busy': '有对话仍在回答。请停止或等待结束，再迁移。',
  'failure.storage-corrupt':
    '数据库 {path} 已损坏（{detail}），未作任何更改。请关闭 Parley：“parley doctor --recover”可抢救能读取的内容，“parley doctor”会列出可还原的备份。',
  'failure.storage-shrunk':
    '{path} 的升级会丢失内容（{detail}），因此已撤回。未作任何更改：请继续使用之前的版本，并报告此问题。',
  'failure.backup-missing': '没有名为 {name} 的备份。',
  'failure.backup-refused':
    '文件 {path} 不是完整的 Parley 数据库（{detail}）。未作任何更改；请选择其他备份。',
  'failure.backup-unsupported': 'Parley 不为 {engine} 制作备份：其中的内容由所在之处自行备份，或不备份。',
  'failure.nothing-recovered':
    '在 {path} 中没有读到 Parley 的任何内容。它保持原样：请还原备份，或将它移到别处后重新开始。',
  'failure.keys-malformed':
    '{path} 中的密钥无法读取（{detail}）。原文件已保存为 {kept}；请在设置中重新输入所需的密钥。',
  'failure.key-store-failed': '系统的密钥库拒绝了操作（{detail}）。密钥没有保存。',
  'failure.port-in-use': '端口 {port} 已被其他程序占用。请用 --port 选择其他端口。',
  'failure.api-port-taken': '端口 {port} 已被其他程序占用。请换一个。',
  'failure.api-window-only': '只有坐在这台电脑前的人才能决定本地 API：请在窗口中操作。',
  'failure.unauthorized': '这个链接已失效。请打开 Parley 最近一次启动时显示的地址。',
  'failure.connection-lost': '与 Parley 的连接已断开。',
  'failure.interrupted': 'Parley 在这条回答的中途被关闭。已收到的内容会保留。',
  'failure.cancelled': '已停止。',
  'failure.internal': 'Parley 内部出错（{detail}）。详情已写入日志。',
  'session.untitled': '新对话',
  'session.recovered': '恢复的对话',
} as const
