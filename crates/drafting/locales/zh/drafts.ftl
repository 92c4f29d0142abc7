thing-draft = 草案
thing-draft-version = 版本
thing-finding = 发现
thing-mark = 标记
drafting-drafts = 协定草案
drafting-drafts-none = 没有您可以看到的草案。请为您所在的保密圈新建一份。
drafting-draft = 草案
drafting-draft-open = 新建草案
drafting-draft-add-version = 添加版本
drafting-draft-build = 用基本要素生成版本
drafting-draft-intend = 标为有意如此
drafting-draft-take-back = 取消标记
drafting-draft-remove = 删除草案
drafting-title = 名称
drafting-compartment = 保密圈
drafting-compartment-hint = 圈内成员可见，密级为机密；其他人不会知道它的存在。如果没有保密圈，请先建立一个。
drafting-note = 来自何方，或有何新内容
drafting-mark = 标记
drafting-reason = 为何有意如此
drafting-reason-hint = 在后续版本中一直保留，直到文字改变。可以取消。
drafting-finding = 发现
drafting-versions = 版本
drafting-changed-at = 最近变动
drafting-version = 版本
drafting-versions-none = 还没有版本。请添加：粘贴文本、发送文件，或用基本要素生成。
drafting-version-n = 第 { $x } 版
drafting-origin = 来源
drafting-origin-paste = 粘贴的文本
drafting-origin-upload = 文件
drafting-origin-builder = 基本要素
drafting-added = 添加
drafting-read = 阅读全文
drafting-word = Word 文件（DOCX）
drafting-findings-all-intended = 所有发现均已标为有意如此。
drafting-intended = 有意如此
drafting-intended-about = 这些发现是有意如此。每项单独搁置，其规则继续适用。
drafting-intended-changed = 文字已改变或不复存在
drafting-compare = 比较版本
drafting-compare-about = 逐条比较。移动的文字会被跟踪；仅改编号不算变动。
drafting-compare-none = 这两个版本之间没有变动。
drafting-compare-word = 带修订标记的 Word 文件
drafting-pick-old = 之前
drafting-pick-new = 之后
drafting-pick-a = 一种语文
drafting-pick-b = 另一种语文
drafting-show = 显示
drafting-change = 变动
drafting-change-changed = 改写
drafting-change-moved = 移动
drafting-change-added = 新增
drafting-change-removed = 删除
drafting-concordance = 比较语文
drafting-concordance-none = 没有发现这两个版本之间的差异。但这不能证明两者内容相同。
drafting-prevails = 文本规定以哪一语文本为准：{ $x }。
drafting-only-a = 仅见于前者
drafting-only-b = 仅见于后者
drafting-aligned = { $n ->
   *[other] 两者共有 { $shown } 条规定。
}
drafting-remove-sure = { $n ->
    [0] 将删除“{ $title }”。它还没有版本。
   *[other] 将删除“{ $title }”及其 { $shown } 个版本。
}
drafting-remove-marks = { $n ->
   *[other] { $shown } 个有意如此的标记也将删除。
}
drafting-remove-gone = 除非从备份恢复，否则无法找回。
drafting-error-text-and-file = 请粘贴文本或选择文件，二者取一。
drafting-error-versions-full = 一份草案最多有 { $n } 个版本。请新建草案。
drafting-error-intended-already = 该发现已标为有意如此。
drafting-precedents-ceasefire = 此处存有全文的 { $of } 份停火协定中，有 { $n } 份写明由谁执行。
drafting-precedents-agreement = 此处存有全文的 { $of } 份协定中，有 { $n } 份写明由谁执行。
drafting-strengths = 各条的约束力，以及其义务未写明之处
drafting-without-actor = 未写明执行者的义务
drafting-without-deadline = 未写明期限的义务
drafting-without-verification = 未写明核查的义务
